import Testing

@testable import Ingest

@Suite struct FormatDetectorTests {
  private func format(_ text: String, _ name: String = "in", _ map: String? = nil) throws
    -> InputFormat?
  {
    FormatDetector.format(
      Array(text.utf8)[...], name: name, mapping: try map.map { try FieldMapping($0) } ?? .init())
  }

  @Test(arguments: [
    ("{\"a\":1}", "in", InputFormat.jsonl), ("\u{FEFF} \n{", "in", .jsonl), ("[ {", "in", .jsonl),
    ("broken", "a.jsonl", .jsonl), ("WARC/1.1\r\n", "in", .warc), ("<!doctype html>", "in", .html),
    ("plain", "a.HTML", .html), ("id,text\n1,a", "in", .csv), ("id\ttext\n1\ta", "in", .tsv),
    ("a;b", "a.csv", .csv), ("id\ttext\n", "a.csv", .tsv), ("x", "a.tsv", .tsv),
    ("ad,\"Text \",price\n1,\"b, c\",3\n", "in", .csv), ("Time, love, and\nmore", "in", .text),
    ("id;text\n1;a, b", "in", .csv), ("Time; love, and\nmore", "in", .text),
    ("two words", "in", .text), ("{\0\0\0\0", "in", .jsonl), ("tab\tin prose\n", "in", .text),
  ])
  func `content tells the format, the name where it leaves it open`(
    text: String, name: String, expected: InputFormat
  ) throws {
    #expect(try format(text, name) == expected)
  }

  @Test func `a mapping tells a table`() throws {
    #expect(try format("7,room", "in", "text=2") == .csv)
    #expect(try format("7\troom, park", "in", "text=2") == .tsv)
    #expect(try format("Nr,Inhalt\n1,x\n", "in", "text=Inhalt") == .csv)
  }

  @Test(arguments: [
    ("id;text\n1;a", nil, UInt8(0x3B)), ("\u{FEFF}\"id\";\"text, whole\"\n", nil, 0x3B),
    ("id,text\n1,a;b", nil, 0x2C), ("id,text;more\n", nil, 0x2C), ("a;b", nil, 0x2C),
    ("Nr;Inhalt\n1;x", "text=Inhalt", 0x3B), ("7;room", "text=2", 0x3B),
    ("7;room, park", "text=2", 0x2C),
  ])
  func `the header tells commas from semicolons`(
    text: String, map: String?, expected: UInt8
  ) throws {
    let mapping = try map.map { try FieldMapping($0) } ?? .init()
    #expect(FormatDetector.separator(Array(text.utf8)[...], mapping: mapping) == expected)
  }

  @Test func `text in any charset is text, other bytes are not`() {
    func isText(_ bytes: [UInt8]) -> Bool {
      FormatDetector.format(bytes[...], name: "in", mapping: .init()) != nil
    }
    #expect(isText([0x63, 0x61, 0x66, 0xE9]))
    #expect(isText((0x80...0xFF).map { $0 }))
    #expect(isText([0x61, 0, 0x62, 0x63, 0x64]))
    #expect(!isText([UInt8](repeating: 0, count: 64)))
    #expect(!isText(Array("%PDF-1.7 words".utf8)))
    var state: UInt64 = 1
    let noise = (0..<4096).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    #expect(!isText(noise))
  }
}
