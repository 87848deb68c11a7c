internal import Model

/// WARC and WET files, versions 1.0 and 1.1. Source: ISO 28500, "The WARC format".
///
/// Responses, resources and conversions are documents; the other kinds of record describe them and
/// are passed over. So are robots.txt, what our own crawls mark as listing pages and sitemaps, which
/// repeat pieces of many ads and are none, tries of theirs that broke off, and answers by which a
/// server says that it has no page, or has it elsewhere; they are counted. After a header that cannot
/// be read, or a damaged member of gzip, reading goes on at the next record.
final class WARCReader: RecordReader {
  private(set) var window: StreamWindow
  private let options: IngestOptions
  private var limits: IngestLimits { options.limits }
  var builder: BatchBuilder
  private var record = 0
  var state = RecordReaderState()
  private(set) var passedOver: [String: Int] = [:]

  private static let mark = Array("WARC/".utf8)
  /// The longest block of header lines.
  private static let headerLimit = 1 << 18

  init(_ stream: any ByteStream, source: BatchSource, options: IngestOptions) {
    window = StreamWindow(stream)
    self.options = options
    var source = source
    source.counting = .records
    builder = BatchBuilder(source: source, byteLimit: options.limits.chunkBytes)
  }

  var position: Int { record }

  func readRecord() throws(StreamError) -> Bool {
    while try window.hold(1), window[0] == 0x0D || window[0] == 0x0A {
      window.drop(1)
      builder.byteCount += 1
    }
    guard try window.hold(1) else { return false }
    record += 1
    guard try window.hold(Self.mark.count), window[0..<Self.mark.count].elementsEqual(Self.mark),
      let headerEnd = try endOfHeader(),
      let header = MessageHeader(window[0..<headerEnd]),
      let length = header["content-length"].flatMap({ Int($0) }), length >= 0
    else {
      try resync(.invalidWARC, "no WARC header with a Content-Length", from: 0)
      return true
    }
    guard length <= limits.recordBytes else {
      // The length may be wrong: skipping so much could lose every record behind it.
      try resync(.tooLong, "longer than \(limits.recordBytes) bytes", from: headerEnd)
      return true
    }
    let end = headerEnd + length
    if try !window.hold(end) {
      // The length may be wrong rather than the file cut: a later record would be lost with it.
      if let next = startOfRecord(from: headerEnd) {
        reject(.invalidWARC, "Content-Length reaches beyond the next record", byteCount: next)
        drop(next)
      } else {
        reject(.truncated, "the file ends inside the record", byteCount: window.count)
        drop(window.count)
      }
      return true
    }
    guard try isEndOfRecord(end) else {
      try resync(
        .invalidWARC, "Content-Length does not lead to the next record", from: headerEnd)
      return true
    }
    take(header, content: headerEnd..<end, recordLength: end)
    drop(end)
    return true
  }

  /// Goes on at the next member of gzip that begins with a record, as each does in crawls.
  func goOn(after error: StreamError) throws(StreamError) -> Bool {
    guard error.kind == .damaged else { return false }
    let (offset, cut) = (window.offset, Array(window.bytes))
    guard let skipped = try window.goOn(at: Self.mark) else { return false }
    // Between records it is the next one that is damaged.
    if cut.isEmpty { record += 1 }
    builder.byteCount += cut.count
    builder.reject(
      .damagedArchive,
      detail: "\(error.detail); \(skipped) compressed bytes were passed over, and records in them",
      position: record, byteOffset: offset, byteCount: cut.count, raw: cut)
    return true
  }

  private func drop(_ count: Int) {
    builder.byteCount += count
    window.drop(count)
  }

  /// Index behind the blank line that ends the header lines.
  private func endOfHeader() throws(StreamError) -> Int? {
    var searched = 0
    while true {
      while let end = window.firstIndex(of: 0x0A, from: searched) {
        searched = end + 1
        if try !window.hold(searched + 1) { return nil }
        if window[searched] == 0x0A { return searched + 1 }
        if try window.hold(searched + 2), window[searched] == 0x0D, window[searched + 1] == 0x0A {
          return searched + 2
        }
      }
      if window.isComplete || window.count > Self.headerLimit { return nil }
      searched = max(searched, window.count - 1)
      try window.readMore()
    }
  }

  /// Whether a record ends at `index`: with the two line ends that the standard asks for, or with
  /// any number of them before the next record or the end.
  private func isEndOfRecord(_ index: Int) throws(StreamError) -> Bool {
    if try window.hold(index + 4),
      window[index..<index + 4].elementsEqual([0x0D, 0x0A, 0x0D, 0x0A])
    {
      return true
    }
    var index = index
    while try window.hold(index + 1), window[index] == 0x0D || window[index] == 0x0A { index += 1 }
    guard try window.hold(index + Self.mark.count) else { return window.count == index }
    return window[index..<index + Self.mark.count].elementsEqual(Self.mark)
  }

  /// Index of the next line that starts a record, among the bytes held.
  private func startOfRecord(from index: Int) -> Int? {
    var searched = index
    while let end = window.firstIndex(of: 0x0A, from: searched) {
      searched = end + 1
      guard searched + Self.mark.count <= window.count else { return nil }
      if window[searched..<searched + Self.mark.count].elementsEqual(Self.mark) { return searched }
    }
    return nil
  }

  /// Rejects what stands before the next record.
  private func resync(
    _ reason: RejectedRecord.Reason, _ detail: String, from index: Int
  ) throws(StreamError) {
    let offset = window.offset
    let kept = Array(window.bytes.prefix(RejectedRecord.rawByteLimit))
    var dropped = 0
    var from = index
    while true {
      if let next = startOfRecord(from: from) {
        drop(next)
        dropped += next
        break
      }
      if window.isComplete {
        dropped += window.count
        drop(window.count)
        break
      }
      // A mark may be cut by the end of the window.
      let held = max(0, window.count - Self.mark.count - 1)
      drop(held)
      dropped += held
      from = 0
      try window.readMore()
    }
    builder.reject(
      reason, detail: detail, position: record, byteOffset: offset, byteCount: dropped,
      raw: kept)
  }

  private func reject(_ reason: RejectedRecord.Reason, _ detail: String, byteCount: Int) {
    builder.reject(
      reason, detail: detail, position: record, byteOffset: window.offset, byteCount: byteCount,
      raw: window.bytes.prefix(RejectedRecord.rawByteLimit))
  }

  /// What a record holds where it is no ad; nil where it may be one.
  private static func kindWithoutAds(_ header: MessageHeader) -> String? {
    if let kind = header["searchlight-page"] {
      if ["listing", "robots", "sitemap"].contains(kind) { return kind }
      // A try that failed, behind which the crawl asks again; a page longer than its limits is kept.
      if let reason = header["warc-truncated"], reason != "length" { return "cut-off" }
      return nil
    }
    // In other tools' files the address is all there is to go by. Source: RFC 9309, section 2.3.
    guard let url = header["warc-target-uri"]?.trimmingAngles().lowercased(),
      url.hasPrefix("http://") || url.hasPrefix("https://")
    else { return nil }
    let parts = url.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[3] == "robots.txt" ? "robots" : nil
  }

  /// What an answer is by its status, where it is no page that was asked for. Source: RFC 9110,
  /// section 15.
  private static func kindWithoutPage(_ content: ArraySlice<UInt8>) -> String? {
    let start = content.prefix(64).prefix { $0 != 0x0A }.split(separator: 0x20)
    guard start.count >= 2, start[0].starts(with: Array("HTTP/".utf8)),
      let status = Int(String(decoding: start[1].prefix { $0 > 0x20 }, as: UTF8.self))
    else { return nil }
    return switch status {
    case 300..<400: "redirect"
    case 400..<600: "error"
    default: nil
    }
  }

  private func take(_ header: MessageHeader, content: Range<Int>, recordLength: Int) {
    guard let kind = header["warc-type"]?.lowercased(),
      kind == "response" || kind == "resource" || kind == "conversion"
    else { return }
    let isAnswer = header["content-type"].map { MediaType($0).name } == "application/http"
    if let kind = Self.kindWithoutAds(header)
      ?? (isAnswer ? Self.kindWithoutPage(window[content]) : nil)
    {
      passedOver[kind, default: 0] += 1
      return
    }
    let reader = WARCContent(header: header, options: options)
    let recordID = header["warc-record-id"].map { Array($0.trimmingAngles().utf8) }
    builder.add(
      UnreadRecords.Record(
        bytes: Array(window[0..<recordLength]), content: content, position: record,
        byteOffset: window.offset
      ) { content in
        reader.documents(in: content).map {
          $0.map {
            var parts = $0
            parts.recordID = recordID
            return parts
          }
        }
      })
  }
}

extension String {
  /// The text without angle brackets round it.
  func trimmingAngles() -> String {
    hasPrefix("<") && hasSuffix(">") ? String(dropFirst().dropLast()) : self
  }
}
