/// The unread part of a stream, held as far as a reader needs to look ahead.
struct StreamWindow {
  private let stream: any ByteStream
  private var buffer: [UInt8] = []
  private var start = 0
  /// Offset in the stream of the first byte held.
  private(set) var offset = 0
  /// Whether the stream has no more bytes than are held.
  private(set) var isComplete = false

  init(_ stream: any ByteStream) { self.stream = stream }

  /// How many bytes are held.
  var count: Int { buffer.count - start }

  /// Byte `index` of those that are held.
  subscript(index: Int) -> UInt8 { buffer[start + index] }

  /// Bytes of those that are held.
  subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    buffer[start + range.lowerBound..<start + range.upperBound]
  }

  /// All bytes that are held.
  var bytes: ArraySlice<UInt8> { buffer[start...] }

  /// Reads until `count` bytes are held or the stream ends; returns whether they are.
  mutating func hold(_ count: Int) throws(StreamError) -> Bool {
    while self.count < count {
      if isComplete { return false }
      try readMore()
    }
    return true
  }

  /// Reads a block more, if there is one.
  mutating func readMore() throws(StreamError) {
    if start > 0 && start >= buffer.count / 2 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    let filled = buffer.count
    let room = max(1 << 16, min(filled - start, 1 << 20))
    // An array is filled at once, a repeated element byte by byte.
    buffer += [UInt8](repeating: 0, count: room)
    do throws(StreamError) {
      let stream = stream
      let got = try buffer.withReading { (target) throws(StreamError) in
        try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: target[filled...]))
      }
      buffer.removeLast(room - got)
      if got == 0 { isComplete = true }
    } catch {
      buffer.removeLast(room)
      throw error
    }
  }

  /// Lets go of what is held, and reads on behind a fault (`ByteStream.goOn`).
  mutating func goOn(at mark: [UInt8]) throws(StreamError) -> Int? {
    guard let skipped = try stream.goOn(at: mark) else { return nil }
    drop(count)
    return skipped
  }

  /// Lets go of the first `count` bytes.
  mutating func drop(_ count: Int) {
    start += count
    offset += count
  }

  /// Index of the first `byte` from `index` on, among those that are held.
  func firstIndex(of byte: UInt8, from index: Int) -> Int? {
    buffer[(start + index)...].firstIndex(of: byte).map { $0 - start }
  }

  /// Index of the first `mark` from `index` on, among the bytes that are held.
  func firstIndex(of mark: [UInt8], from index: Int) -> Int? {
    buffer[(start + index)...].firstIndex(ofMark: mark).map { $0 - start }
  }
}

extension ArraySlice<UInt8> {
  /// Index of the first `mark`.
  func firstIndex(ofMark mark: [UInt8]) -> Int? {
    var rest = self
    while let found = rest.firstIndex(of: mark[0]) {
      rest = rest[found...]
      if rest.starts(with: mark) { return found }
      rest = rest.dropFirst()
    }
    return nil
  }
}
