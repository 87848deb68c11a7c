internal import CSimdJSON
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
  /// When it was posted; nil where it had no date that could be read.
  package var posted: Instant?
  /// Where it was posted, as the dump says, in UTF-8.
  package var place: [UInt8]?
  /// The record's other fields, as in `Document.extra`; nil where there are none.
  package var extra: [UInt8]?
  /// How many rules did not run to their end.
  package var incompleteCount: Int
  /// Whether it had bytes that were not UTF-8 and were replaced.
  package var isRepaired: Bool
  /// What matched, in the order of the file.
  package var indicators: [Indicator]
  /// Contacts, ages, prices and other facts stated, in the order of the file.
  package var identifiers: [Identifier]

  /// Whether it had a date that could be read.
  package var isDated: Bool { posted != nil }

  /// A rule that matched, by name.
  package struct Indicator: Sendable {
    /// The rule's id.
    package var rule: String
    /// The rule's version when the findings were made.
    package var version: Int
    /// The rule's family.
    package var family: String
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
    guard let parser = sj_parser_new(IngestLimits.findings.jsonDepth) else {
      preconditionFailure("out of memory")
    }
    self.parser = parser
  }

  deinit { sj_parser_free(parser) }

  /// Reads the lines of a piece; blank ones are no records.
  package func parse(_ chunk: InputChunk) -> [Line] {
    switch chunk.content {
    case .documents(let batch): return Self.rejects(batch)
    case .unread(let records): return Self.rejects(records.read())
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

  private static func rejects(_ batch: DocumentBatch) -> [Line] {
    batch.rejects.map(Line.reject)
      + batch.documents.map { document in
        .reject(
          RejectedRecord(
            source: batch.source(of: document), byteOffset: 0, byteCount: 0,
            reason: .invalidFinding, detail: "no line of findings", raw: []))
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
    let members = JSONMembers(root)
    if let passedOn = members.rejectedRecord { return .reject(passedOn) }
    guard members.integer("schema") == 1 else {
      return reject(.invalidFinding, "no \"schema\":1; findings come from scan or worker")
    }
    guard let id = members.text("id"), let text = members.text("text"),
      let title = members.text("title"), let source = members["source"].flatMap(JSONMembers.source),
      let indicators = members.indicators
    else { return reject(.invalidFinding, "id, source, title, text or indicators missing") }
    let isInside = indicators.allSatisfy { indicator in
      indicator.evidence.allSatisfy { $0.span.end <= ($0.field == .title ? title : text).count }
    }
    guard isInside else { return reject(.invalidFinding, "evidence beyond the end of its field") }
    return .finding(
      FindingRecord(
        line: Array(bytes[range]), id: id, source: source.source, position: source.position,
        title: title, text: text, posted: members.text("posted").flatMap { DateText.instant($0) },
        place: members.text("place"),
        extra: members["extra"].map { Array(sj_minify(parser, $0).buffer.dropFirst().dropLast()) },
        incompleteCount: members["incomplete"].map { JSONMembers.items($0).count } ?? 0,
        isRepaired: members.flag("repaired"), indicators: indicators,
        identifiers: members.identifiers))
  }
}
