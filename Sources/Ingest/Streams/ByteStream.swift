/// Bytes in order, from a file or from inside an archive. Used by one thread.
protocol ByteStream: AnyObject {
  /// Reads up to `buffer.count` bytes; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int
}

/// Why a stream ended early. What was read before stays good.
struct StreamError: Error, Equatable {
  enum Kind {
    case unreadable
    case damaged
    case expanded
    case notText
  }

  var kind: Kind
  /// Without any content.
  var detail: String
  /// The record that the stream ended in: 1-based position, offset of its first byte, and the
  /// bytes of it that were read. Nil where it ended between records.
  var cutRecord: CutRecord?

  struct CutRecord: Equatable {
    var position: Int
    var byteOffset: Int
    var bytes: [UInt8]
  }

  init(kind: Kind, detail: String, cutRecord: CutRecord? = nil) {
    self.kind = kind
    self.detail = detail
    self.cutRecord = cutRecord
  }
}

/// Watches how far compressed data grows.
struct ExpansionGuard {
  let limits: IngestLimits
  private(set) var decodedCount = 0

  init(limits: IngestLimits) { self.limits = limits }

  /// Counts `decoded` more bytes made from `encodedCount` bytes so far.
  mutating func add(_ decoded: Int, encodedCount: Int) throws(StreamError) {
    decodedCount += decoded
    if decodedCount > limits.expansionFloor,
      decodedCount / max(1, encodedCount) > limits.expansionRatio
    {
      throw StreamError(
        kind: .expanded,
        detail: "grew more than \(limits.expansionRatio) times beyond its compressed size")
    }
  }
}

/// A stream that can be looked into before it is read.
final class PeekableStream: ByteStream {
  private let base: any ByteStream
  private var buffer: [UInt8] = []
  private var start = 0

  init(_ base: any ByteStream) { self.base = base }

  /// The next `count` bytes, fewer only at the end; they stay unread.
  func peek(_ count: Int) throws(StreamError) -> ArraySlice<UInt8> {
    while buffer.count - start < count {
      let wanted = count - (buffer.count - start)
      var more = [UInt8](repeating: 0, count: wanted)
      let got = try more.withReading { (target) throws(StreamError) in
        try base.read(into: target)
      }
      if got == 0 { break }
      buffer += more[..<got]
    }
    return buffer[start..<min(buffer.count, start + count)]
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    let held = buffer.count - start
    guard held > 0 else { return try base.read(into: target) }
    let count = min(held, target.count)
    buffer[start..<start + count].withUnsafeBytes { target.copyMemory(from: $0) }
    start += count
    if start == buffer.count {
      buffer.removeAll()
      start = 0
    }
    return count
  }
}

extension [UInt8] {
  /// Lets `body` fill the array; returns what it returns.
  mutating func withReading(
    _ body: (UnsafeMutableRawBufferPointer) throws(StreamError) -> Int
  ) throws(StreamError) -> Int {
    let result: Result<Int, StreamError> = withUnsafeMutableBytes { bytes in
      do throws(StreamError) { return .success(try body(bytes)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
