internal import CSimdJSON
internal import Foundation
package import Model

/// One line of findings, read back for ranking.
package struct FindingRecord: Sendable {
  /// The line as it stands, without its line feed.
  package var line: [UInt8]
  /// The document's id, in UTF-8.
  package var id: [UInt8]
  /// Where the document was read.
  package var source: BatchSource
  /// Its line or record there.
  package var position: Int
  /// The document's heading.
  package var title: [UInt8]
  /// The document's body.
  package var text: [UInt8]
  /// Whether it had a date that could be read.
  package var isDated: Bool
  /// Whether a rule did not run to its end.
  package var isIncomplete: Bool
  /// What matched, in the order of the file.
  package var indicators: [Indicator]

  /// A rule that matched, by name.
  package struct Indicator: Sendable {
    /// The rule's id.
    package var rule: String
    /// The rule's version when the findings were made.
    package var version: Int
    /// Where it matched.
    package var evidence: [(field: Field, span: ByteSpan)]
  }
}

/// One worker's memory for reading findings. Never shared.
package final class FindingsParser {
  private let parser: OpaquePointer

  /// What a line of findings holds.
  package enum Line: Sendable {
    case finding(FindingRecord)
    /// A record that could not be scanned, or a line that is no findings line.
    case reject(RejectedRecord)
  }

  /// Allocates the JSON parser.
  package init() {
    guard let parser = sj_parser_new() else { preconditionFailure("out of memory") }
    self.parser = parser
  }

  deinit { sj_parser_free(parser) }

  /// Reads the lines of a piece; blank ones are no records.
  package func parse(_ chunk: InputChunk) -> [Line] {
    switch chunk.content {
    case .documents(let batch): return batch.rejects.map(Line.reject)
    case .lines(let lines):
      var result = lines.rejects.map(Line.reject)
      lines.bytes.withUnsafeBufferPointer { bytes in
        var start = 0
        var number = lines.firstLine
        while start < lines.byteCount {
          let end = bytes.endOfLine(from: start, limit: lines.byteCount)
          if let range = bytes.trimmed(start..<end) {
            result.append(read(bytes, range, lines, number))
          }
          number += 1
          start = end + 1
        }
      }
      return result
    }
  }

  private func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lines: JSONLines, _ number: Int
  ) -> Line {
    func reject(_ reason: RejectedRecord.Reason, _ detail: String) -> Line {
      .reject(
        RejectedRecord(
          source: lines.source.source(position: number),
          byteOffset: lines.firstOffset + range.lowerBound, byteCount: range.count, reason: reason,
          detail: detail, raw: bytes[range]))
    }
    var root = sj_element()
    guard let base = bytes.baseAddress,
      sj_parse(parser, base + range.lowerBound, range.count, &root) == sj_ok
    else { return reject(.invalidJSON, String(cString: sj_last_error(parser))) }
    let members = Members(root)
    if let passedOn = members.rejectedRecord { return .reject(passedOn) }
    guard members.integer("schema") == 1 else {
      return reject(.invalidFinding, "no \"schema\":1; findings come from scan or worker")
    }
    guard let id = members.text("id"), let text = members.text("text"),
      let title = members.text("title"), let source = members["source"].flatMap(Members.source),
      let indicators = members.indicators
    else { return reject(.invalidFinding, "id, source, title, text or indicators missing") }
    return .finding(
      FindingRecord(
        line: Array(bytes[range]), id: id, source: source.source, position: source.position,
        title: title, text: text, isDated: members.text("posted") != nil,
        isIncomplete: members["incomplete"].map { !Members.items($0).isEmpty } ?? false,
        indicators: indicators))
  }
}

/// The members of a JSON object, by name.
private struct Members {
  private var values: [String: sj_element] = [:]

  init(_ object: sj_element) {
    guard sj_type_of(object) == sj_object else { return }
    var members = sj_begin(object)
    var key = sj_string()
    var value = sj_element()
    while sj_next_member(&members, &key, &value) != 0 {
      values[String(decoding: key.buffer, as: UTF8.self)] = value
    }
  }

  subscript(name: String) -> sj_element? { values[name] }

  func text(_ name: String) -> [UInt8]? {
    guard let value = values[name], sj_type_of(value) == sj_text else { return nil }
    return Array(sj_string_of(value).buffer)
  }

  func string(_ name: String) -> String? { text(name).map { String(decoding: $0, as: UTF8.self) } }

  func integer(_ name: String) -> Int? {
    guard let value = values[name], sj_type_of(value) == sj_integer else { return nil }
    return Int(sj_integer_of(value))
  }

  static func items(_ list: sj_element) -> [sj_element] {
    guard sj_type_of(list) == sj_array else { return [] }
    var items = sj_begin(list)
    var item = sj_element()
    var result: [sj_element] = []
    while sj_next_item(&items, &item) != 0 { result.append(item) }
    return result
  }

  static func source(_ value: sj_element) -> (source: BatchSource, position: Int)? {
    let members = Members(value)
    guard let path = members.string("path") else { return nil }
    let record = members.integer("record")
    return (
      BatchSource(
        path: path, member: members.string("member"), counting: record == nil ? .lines : .records),
      record ?? members.integer("line") ?? 0
    )
  }

  private static func field(_ name: String) -> Field? {
    switch name {
    case "title": .title
    case "text": .text
    default: nil
    }
  }

  /// What matched; nil where the list is not as it should be.
  var indicators: [FindingRecord.Indicator]? {
    guard let list = values["indicators"], sj_type_of(list) == sj_array else { return nil }
    var result: [FindingRecord.Indicator] = []
    for item in Self.items(list) {
      let members = Members(item)
      guard let rule = members.string("rule"), let version = members.integer("version"),
        let evidence = members["evidence"]
      else { return nil }
      var places: [(Field, ByteSpan)] = []
      for place in Self.items(evidence).map(Members.init) {
        guard let field = place.string("field").flatMap(Self.field),
          let start = place.integer("start"), let end = place.integer("end"), 0 <= start,
          start <= end, end <= UInt32.max
        else { return nil }
        places.append((field, ByteSpan(start, end)))
      }
      result.append(FindingRecord.Indicator(rule: rule, version: version, evidence: places))
    }
    return result
  }

  /// The reject that a worker wrote in place of a finding.
  var rejectedRecord: RejectedRecord? {
    guard let reason = string("reason").flatMap(RejectedRecord.Reason.init(rawValue:)),
      let start = integer("start"), let end = integer("end"), start <= end,
      let source = values["source"].map(Members.init)
    else { return nil }
    let raw = string("raw").flatMap { Data(base64Encoded: $0) } ?? Data()
    return RejectedRecord(
      source: Source(
        path: source.string("path") ?? "-", member: source.string("member"),
        line: source.integer("line"), record: source.integer("record"),
        recordID: source.string("recordID")),
      byteOffset: start, byteCount: end - start, reason: reason, detail: string("detail") ?? "",
      raw: raw)
  }
}
