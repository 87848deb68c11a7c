import Foundation
import Ingest
import Model
import Testing

@Suite struct FindingIdentifiersTests {
  private func read(_ line: String) throws -> [FindingsParser.Line] {
    let path = NSTemporaryDirectory() + "findings-\(UUID().uuidString).jsonl"
    try Data(line.utf8).write(to: URL(fileURLWithPath: path))
    defer { unlink(path) }
    var options = IngestOptions()
    options.format = .jsonl
    let reader = try InputReader([path], options: options) { _ in }
    let parser = FindingsParser()
    var lines: [FindingsParser.Line] = []
    while let chunk = reader.next() { lines += parser.parse(chunk) }
    return lines
  }

  @Test func `date, place, family and identifiers are read back`() throws {
    let line = """
      {"schema":1,"id":"a","source":{"path":"x","line":1},"url":null,\
      "posted":"2011-02-06T10:00:00Z","place":"Dallas, TX","title":"","text":"call 19","indicators":\
      [{"rule":"age.youth.new","version":2,"family":"age.youth","evidence":[]}],"identifiers":[\
      {"kind":"phone","value":"+12145550142","obscured":true,"field":"text","start":0,"end":4},\
      {"kind":"age","years":19,"through":21,"field":"text","start":5,"end":7},\
      {"kind":"price","amount":150.5,"currency":"USD","minutes":null,"field":"text","start":0,"end":1},\
      {"kind":"from-a-later-build","field":"text","start":0,"end":1}],"incomplete":[]}
      """
    guard case .finding(let record) = try #require(read(line).first) else {
      Issue.record("not a finding")
      return
    }
    #expect(record.posted?.description == "2011-02-06T10:00:00Z")
    #expect(record.place.map { String(decoding: $0, as: UTF8.self) } == "Dallas, TX")
    #expect(record.indicators.map(\.family) == ["age.youth"])
    #expect(
      record.identifiers == [
        Identifier(
          field: .text, span: ByteSpan(0, 4), value: .phone(e164: "+12145550142", obscured: true)),
        Identifier(field: .text, span: ByteSpan(5, 7), value: .age(years: 19, through: 21)),
        Identifier(
          field: .text, span: ByteSpan(0, 1),
          value: .price(.init(cents: 15050, currency: "USD", minutes: nil))),
      ])
  }
}
