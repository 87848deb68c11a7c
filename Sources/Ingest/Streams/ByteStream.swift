/// Bytes in order, from a file or from inside an archive. Used by one thread.
protocol ByteStream: AnyObject {
  /// Reads up to `buffer.count` bytes; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int
  /// After a read has failed: makes ready to read on behind the fault, where something begins with
  /// `mark`.
  ///
  /// - Returns: how many compressed bytes are passed over; nil where nothing can be read any more.
  func goOn(at mark: [UInt8]) throws(StreamError) -> Int?
}

extension ByteStream {
  func goOn(at mark: [UInt8]) throws(StreamError) -> Int? { nil }
}

/// Why a stream ended early. What was read before stays good.
struct StreamError: Error, Equatable {
  enum Kind {
    case unreadable
    case damaged
    case expanded
    case notText
    case noColumn
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

/// Watches how far compressed data grows beyond the file that holds it, however many layers of
/// compression lie between.
struct ExpansionGuard {
  let limits: IngestLimits
  private let file: FileStream
  private let floor: Int
  private var decodedCount = 0

  /// - Parameter files: how many files the data may hold that each grow up to the floor.
  init(_ file: FileStream, limits: IngestLimits, files: Int = 1) {
    self.file = file
    self.limits = limits
    floor = limits.expansionFloor * files
  }

  /// Counts `decoded` more bytes.
  mutating func add(_ decoded: Int) throws(StreamError) {
    decodedCount += decoded
    if decodedCount > floor, decodedCount / max(1, file.byteCount) > limits.expansionRatio {
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
  private var failure: StreamError?

  init(_ base: any ByteStream) { self.base = base }

  /// The next `count` bytes, fewer only where the data ends or is cut; they stay unread.
  ///
  /// - Parameter orLine: whether a whole line is enough, so that nobody who writes line by line is
  ///   kept waiting.
  func peek(_ count: Int, orLine: Bool = false) throws(StreamError) -> ArraySlice<UInt8> {
    var isLine = orLine && buffer[start...].contains(0x0A)
    while buffer.count - start < count, failure == nil, !isLine {
      let wanted = min(count - (buffer.count - start), 1 << 16)
      var more = [UInt8](repeating: 0, count: wanted)
      do throws(StreamError) {
        let got = try more.withReading { (target) throws(StreamError) in
          try base.read(into: target)
        }
        if got == 0 { break }
        buffer += more[..<got]
        isLine = orLine && more[..<got].contains(0x0A)
      } catch {
        // What was read before the fault stays good; the error comes behind it.
        failure = error
      }
    }
    if let failure, buffer.count == start { throw failure }
    return buffer[start..<min(buffer.count, start + count)]
  }

  func goOn(at mark: [UInt8]) throws(StreamError) -> Int? {
    guard start == buffer.count, let skipped = try base.goOn(at: mark) else { return nil }
    failure = nil
    return skipped
  }

  func read(into target: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    let held = buffer.count - start
    if held == 0, let failure { throw failure }
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
