internal import Model

/// Plain text: one document a line, blank lines left out; or the whole file as one document.
final class TextReader: ChunkReader {
  private let lines: LineReader
  private let limits: IngestLimits
  private let wholeFile: Bool
  private var builder: BatchBuilder
  private var isAtEnd = false

  init(_ stream: any ByteStream, source: BatchSource, wholeFile: Bool, limits: IngestLimits) {
    lines = LineReader(stream, limit: limits.recordBytes)
    self.limits = limits
    self.wholeFile = wholeFile
    builder = BatchBuilder(source: source, byteLimit: limits.chunkBytes)
  }

  func next() throws(StreamError) -> InputChunk? {
    if isAtEnd { return nil }
    if wholeFile {
      isAtEnd = true
      try readWhole()
      return builder.take()
    }
    while !builder.isFull {
      let line: LineReader.Line?
      do throws(StreamError) { line = try lines.next() } catch {
        isAtEnd = true
        if let chunk = builder.take() {
          pending = error
          return chunk
        }
        throw error
      }
      guard let line else {
        isAtEnd = true
        break
      }
      add(line)
    }
    return builder.take()
  }

  private var pending: StreamError?

  private func add(_ line: LineReader.Line) {
    builder.byteCount += line.byteCount + 1
    let text = line.bytes.last == 0x0D ? line.bytes.dropLast() : line.bytes[...]
    if line.byteCount > limits.recordBytes {
      builder.reject(
        .tooLong, detail: "longer than \(limits.recordBytes) bytes", position: line.number,
        byteOffset: line.offset, byteCount: line.byteCount, raw: line.bytes)
    } else if text.contains(where: { $0 > 0x20 }) {
      builder.add(BatchBuilder.Parts(text: Array(text)), position: line.number)
    }
  }

  private func readWhole() throws(StreamError) {
    var text: [UInt8] = []
    var byteCount = 0
    while let line = try lines.next() {
      byteCount = line.offset + line.byteCount + (line.isEnded ? 1 : 0)
      if text.count <= limits.recordBytes {
        text += line.bytes
        if line.isEnded { text.append(0x0A) }
      }
    }
    builder.byteCount = byteCount
    if byteCount > limits.recordBytes {
      builder.reject(
        .tooLong, detail: "longer than \(limits.recordBytes) bytes", position: 1, byteOffset: 0,
        byteCount: byteCount, raw: text)
    } else if text.contains(where: { $0 > 0x20 }) {
      builder.add(BatchBuilder.Parts(text: text), position: 1)
    }
  }
}
