internal import Model

/// Plain text: one document a line, blank lines left out; or the whole file as one document.
final class TextReader: ChunkReader {
  private let lines: LineReader
  private let limits: IngestLimits
  private let wholeFile: Bool
  private var builder: BatchBuilder
  private var isAtEnd = false
  private var failure: StreamError?

  init(_ stream: any ByteStream, source: BatchSource, wholeFile: Bool, limits: IngestLimits) {
    // Room for the carriage return behind a line, which is no part of it.
    lines = LineReader(stream, limit: limits.recordBytes + 1)
    self.limits = limits
    self.wholeFile = wholeFile
    builder = BatchBuilder(source: source, byteLimit: limits.chunkBytes)
  }

  func next() throws(StreamError) -> InputChunk? {
    if !isAtEnd {
      do throws(StreamError) {
        if wholeFile { try readWhole() } else { try readLines() }
      } catch {
        isAtEnd = true
        failure = error
      }
      if let chunk = builder.take() { return chunk }
    }
    if let failure {
      self.failure = nil
      throw failure
    }
    return nil
  }

  private func readLines() throws(StreamError) {
    while !builder.isFull {
      guard let line = try lines.next() else {
        isAtEnd = true
        return
      }
      add(line)
    }
  }

  private func add(_ line: LineReader.Line) {
    builder.byteCount += line.byteCount + 1
    var text = line.bytes[...]
    if line.byteCount == text.count, text.last == 0x0D { text = text.dropLast() }
    if text.count > limits.recordBytes {
      rejectTooLong(line.bytes, position: line.number, offset: line.offset, count: line.byteCount)
    } else if !line.bytes.allSatisfy(\.isWhiteSpace) {
      if line.number == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
      builder.add(BatchBuilder.Parts(text: Array(text)), position: line.number)
    }
  }

  private func readWhole() throws(StreamError) {
    var (text, byteCount) = try lines.rest()
    isAtEnd = true
    builder.byteCount = byteCount
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    if byteCount > limits.recordBytes {
      rejectTooLong(text, position: 1, offset: 0, count: byteCount)
    } else if !text.allSatisfy(\.isWhiteSpace) {
      builder.add(BatchBuilder.Parts(text: text), position: 1)
    } else if byteCount > 0 {
      builder.reject(.noText, position: 1, byteOffset: 0, byteCount: byteCount, raw: text)
    }
  }

  private func rejectTooLong(_ raw: [UInt8], position: Int, offset: Int, count: Int) {
    builder.reject(
      .tooLong, detail: "longer than \(limits.recordBytes) bytes", position: position,
      byteOffset: offset, byteCount: count, raw: raw)
  }
}
