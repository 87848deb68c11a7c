@testable import Ingest

/// Bytes handed out a few at a time, so that every boundary is met.
final class MemoryStream: ByteStream {
  private var bytes: ArraySlice<UInt8>
  private let step: Int
  private let failure: StreamError?

  init(_ bytes: [UInt8], step: Int = .max, failure: StreamError? = nil) {
    self.bytes = bytes[...]
    self.step = step
    self.failure = failure
  }

  convenience init(_ text: String, step: Int = .max, failure: StreamError? = nil) {
    self.init(Array(text.utf8), step: step, failure: failure)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    if bytes.isEmpty, let failure { throw failure }
    let count = min(bytes.count, buffer.count, step)
    bytes.prefix(count).withUnsafeBytes { buffer.copyMemory(from: $0) }
    bytes = bytes.dropFirst(count)
    return count
  }
}

extension ByteStream {
  /// All bytes, read `step` at a time.
  func all(step: Int = 7) throws(StreamError) -> [UInt8] {
    var result: [UInt8] = []
    while true {
      var block = [UInt8](repeating: 0, count: step)
      let got = try block.withReading { (target) throws(StreamError) in try read(into: target) }
      if got == 0 { return result }
      result += block[..<got]
    }
  }
}
