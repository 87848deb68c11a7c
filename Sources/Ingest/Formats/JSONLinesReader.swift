internal import CSimdJSON
internal import Foundation
internal import Model

/// Cuts JSON lines into pieces of about `chunkBytes` that end at line ends. Workers parse them.
final class JSONLinesReader: ChunkReader {
  private let stream: any ByteStream
  private let source: BatchSource
  private let options: IngestOptions
  private let selectors: FieldSelectors
  private let wrappers: WrapperStream?
  private let hint: String?
  private var carry: [UInt8] = []
  private var line = 1
  private var offset = 0
  private var isAtEnd = false
  private var failure: StreamError?

  /// - Parameters:
  ///   - wrappers: what makes the lines of `stream`, where they are items of lists in it.
  ///   - hint: what may help where a record is none, for people.
  init(
    _ stream: any ByteStream, wrappers: WrapperStream? = nil, source: BatchSource,
    profile: Profile, hint: String? = nil, options: IngestOptions
  ) {
    self.stream = stream
    self.wrappers = wrappers
    self.hint = hint
    self.source = source
    self.options = options
    selectors = FieldSelectors(
      mapping: options.mapping, profile: profile, dateOrder: options.dateOrder)
  }

  func next() throws(StreamError) -> InputChunk? {
    if isAtEnd {
      if let failure {
        self.failure = nil
        throw failure
      }
      return nil
    }
    var bytes = carry
    carry = []
    var rejects: [RejectedRecord] = []
    let firstLine = line
    var firstOffset = offset
    var filled = bytes.count
    var lastBreak = bytes.lastIndex(of: 0x0A)
    while lastBreak == nil && !isAtEnd {
      // White space before a record is none of it, and there may be more than can be held.
      let blanks = bytes[..<filled].prefix(while: \.isWhiteSpace).count
      bytes.removeFirst(blanks)
      filled -= blanks
      firstOffset += blanks
      offset += blanks
      let searched = filled
      let target = filled + options.limits.chunkBytes
      // An array is filled at once, a repeated element byte by byte.
      bytes += [UInt8](repeating: 0, count: target - bytes.count)
      while filled < target && !isAtEnd {
        let got = read(into: &bytes, from: filled)
        if got == 0 { isAtEnd = true }
        filled += got
        // A pause of the writer hands on what is there: a worker must answer line by line.
        if options.takesSource && bytes[searched..<filled].contains(0x0A) { break }
      }
      lastBreak = bytes[searched..<filled].lastIndex(of: 0x0A)
      // White space round a record does not count, so that a little more is held than the limit.
      if lastBreak == nil && filled > options.limits.recordBytes + options.limits.chunkBytes
        && !isAtEnd
      {
        return skipLine(bytes[..<filled])
      }
    }
    if isAtEnd && lastBreak == nil { lastBreak = bytes[..<filled].lastIndex(of: 0x0A) }
    let isWhole = isAtEnd && failure == nil
    let count = isWhole ? filled : lastBreak.map { $0 + 1 } ?? 0
    carry = Array(bytes[count..<filled])
    bytes.removeLast(bytes.count - count)
    line += Self.lineBreakCount(bytes)
    offset += count
    if failure != nil && !carry.isEmpty {
      failure?.cutRecord = .init(position: line, byteOffset: offset, bytes: carry)
    }
    if count > options.limits.recordBytes {
      blankLongLines(&bytes, firstLine, firstOffset, &rejects)
    }
    if let faults = wrappers?.faults(before: line), !faults.isEmpty {
      rejects += faults.map(reject)
      rejects.sort { $0.source < $1.source }
    }
    bytes.append(contentsOf: repeatElement(0x20, count: Int(sj_padding)))
    if count == 0 { return try next() }
    return InputChunk(
      content: .lines(
        JSONLines(
          bytes: bytes, byteCount: count, source: source, firstLine: firstLine,
          firstOffset: firstOffset, selectors: selectors, takesSource: options.takesSource,
          hint: hint, rejects: rejects)),
      byteCount: count)
  }

  private static func lineBreakCount(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      var (count, start) = (0, 0)
      while let found = memchr(base + start, 0x0A, bytes.count - start) {
        count += 1
        start = base.distance(to: UnsafeRawPointer(found)) + 1
      }
      return count
    }
  }

  private func read(into bytes: inout [UInt8], from filled: Int) -> Int {
    do throws(StreamError) {
      return try bytes.withReading { (target) throws(StreamError) in
        try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: target[filled...]))
      }
    } catch {
      // What was read before the fault is handed on first.
      failure = error
      return 0
    }
  }

  /// Reads past the end of a line that is longer than any record may be, holding only its start.
  private func skipLine(_ start: ArraySlice<UInt8>) -> InputChunk {
    let kept = Array(start.prefix(RejectedRecord.rawByteLimit))
    var byteCount = start.count
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = read(into: &block, from: 0)
      if got == 0 {
        isAtEnd = true
        break
      }
      if let stop = block[..<got].firstIndex(of: 0x0A) {
        byteCount += stop
        carry = Array(block[stop + 1..<got])
        break
      }
      byteCount += got
    }
    let reject = tooLong(line, offset, byteCount, kept)
    line += 1
    offset += byteCount + 1
    var batch = DocumentBatch()
    batch.sources = [source]
    batch.rejects = [reject]
    batch.lines = [.reject]
    return InputChunk(content: .documents(batch), byteCount: byteCount)
  }

  /// Rejects lines of a piece that are over the limit and blanks them out.
  private func blankLongLines(
    _ bytes: inout [UInt8], _ firstLine: Int, _ firstOffset: Int, _ rejects: inout [RejectedRecord]
  ) {
    var start = 0
    var number = firstLine
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let record = bytes.withUnsafeBufferPointer { $0.trimmed(start..<end) }
      if let record, record.count > options.limits.recordBytes {
        rejects.append(
          tooLong(number, firstOffset + start, end - start, Array(bytes[start..<end].prefix(4096))))
        for index in start..<end { bytes[index] = 0x20 }
      }
      start = end + 1
      number += 1
    }
  }

  private func reject(_ fault: WrapperStream.Fault) -> RejectedRecord {
    RejectedRecord(
      source: source.source(position: fault.line), byteOffset: fault.byteOffset,
      byteCount: fault.byteCount, reason: fault.reason, detail: fault.detail, raw: fault.raw)
  }

  private func tooLong(
    _ line: Int, _ offset: Int, _ byteCount: Int, _ raw: [UInt8]
  ) -> RejectedRecord {
    RejectedRecord(
      source: source.source(position: line), byteOffset: offset, byteCount: byteCount,
      reason: .tooLong,
      detail: ["longer than \(options.limits.recordBytes) bytes", hint].compactMap { $0 }
        .joined(separator: "; "), raw: raw)
  }
}
