internal import CSimdJSON
internal import Foundation
internal import Model

/// One worker's memory for turning JSON records into documents. Never shared.
package final class DocumentParser {
  private var parser: OpaquePointer
  private var html = HTMLText(IngestLimits())
  private var scratch: [UInt8] = []
  /// Longer records have a parser of their own, so that its memory is not kept.
  private static let keptParserLimit = 4 << 20

  /// Allocates the JSON parser.
  package init() {
    parser = Self.makeParser()
  }

  private static func makeParser() -> OpaquePointer {
    guard let parser = sj_parser_new(IngestLimits().jsonDepth) else {
      preconditionFailure("out of memory")
    }
    return parser
  }

  deinit { sj_parser_free(parser) }

  /// Parses every line; blank ones are no records.
  func parse(_ lines: JSONLines) -> DocumentBatch {
    var batch = DocumentBatch()
    batch.sources = [lines.source]
    var rejects = lines.rejects[...]
    batch.bytes.reserveCapacity(lines.byteCount)
    var builder = makeBuilder(lines)
    lines.bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      var line = lines.firstLine
      while start < lines.byteCount {
        let end = bytes.endOfLine(from: start, limit: lines.byteCount)
        if let content = bytes.trimmed(start..<end) {
          let rejectCount = batch.rejects.count
          parseLine(bytes, content, lines, line: line, with: &builder, into: &batch)
          if content.count > Self.keptParserLimit { builder = renewed(lines) }
          batch.lines.append(batch.rejects.count > rejectCount ? .reject : .document)
        } else if let reject = rejects.first, reject.source == lines.source.source(position: line) {
          batch.rejects.append(rejects.removeFirst())
          batch.lines.append(.reject)
        } else {
          batch.lines.append(.blank)
        }
        line += 1
        start = end + 1
      }
    }
    return batch
  }

  private func makeBuilder(_ lines: JSONLines) -> RecordBuilder {
    RecordBuilder(
      parser: parser, selectors: lines.selectors, html: html, takesSource: lines.takesSource,
      hint: lines.hint)
  }

  /// A builder over a new parser.
  private func renewed(_ lines: JSONLines) -> RecordBuilder {
    sj_parser_free(parser)
    parser = Self.makeParser()
    scratch = []
    return makeBuilder(lines)
  }

  private func parseLine(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ lines: JSONLines, line: Int,
    with builder: inout RecordBuilder, into batch: inout DocumentBatch
  ) {
    var root = sj_element()
    let json = UnsafeBufferPointer(rebasing: bytes[range])
    let (status, isRepaired) = JSONRepair.parse(
      json, with: parser, scratch: &scratch, into: &root)
    func reject(_ reason: RejectedRecord.Reason, _ detail: String = "") {
      batch.rejects.append(
        RejectedRecord(
          source: lines.source.source(position: line),
          byteOffset: lines.firstOffset + range.lowerBound, byteCount: range.count,
          reason: reason, detail: detail, raw: bytes[range]))
    }
    guard status == sj_ok else {
      reject(.invalidJSON, String(cString: sj_last_error(parser)))
      return
    }
    guard sj_type_of(root) == sj_object else {
      reject(.notAnObject)
      return
    }
    do throws(ContentError) {
      try builder.build(root, of: json, source: lines.source, line: line, into: &batch)
    } catch {
      reject(error.reason, error.detail)
      return
    }
    batch.documents[batch.documents.count - 1].repaired = isRepaired
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Offset of the next line feed, or `limit`.
  func endOfLine(from start: Int, limit: Int) -> Int {
    guard let base = baseAddress, start < limit,
      let found = memchr(base + start, 0x0A, limit - start)
    else { return limit }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// `range` without white space and a byte order mark at its ends; nil where nothing is left.
  func trimmed(_ range: Range<Int>) -> Range<Int>? {
    var (start, end) = (range.lowerBound, range.upperBound)
    if end - start >= 3, self[start] == 0xEF, self[start + 1] == 0xBB, self[start + 2] == 0xBF {
      start += 3
    }
    while start < end, self[start].isWhiteSpace { start += 1 }
    while end > start, self[end - 1].isWhiteSpace { end -= 1 }
    return start < end ? start..<end : nil
  }
}

extension UInt8 {
  /// Whether it is a space, tab, line feed, vertical tab, form feed or carriage return.
  var isWhiteSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
