internal import Foundation

/// The bytes of a spill file to which nothing more is added. Shared between threads.
struct SpillReader: Sendable {
  /// Keeps the file open.
  private let file: OpenFile
  private let flushedCount: Int
  private let buffer: [UInt8]

  /// An open file, closed with the last reference.
  final class OpenFile: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { if descriptor >= 0 { close(descriptor) } }
  }

  init(_ file: OpenFile, flushedCount: Int, buffer: [UInt8]) {
    self.file = file
    self.flushedCount = flushedCount
    self.buffer = buffer
  }

  /// Reads `count` bytes from `offset` into `bytes`, which is emptied first.
  func read(offset: Int, count: Int, into bytes: inout [UInt8]) throws(ScoringError) {
    bytes.resize(to: count)
    let code = bytes.withUnsafeMutableBytes { readAll(offset: offset, into: $0) }
    guard code == 0 else { throw .spillFailed(operation: "reading", code: code) }
  }

  /// Reads from the file and, behind its end, from the buffer; returns an errno, 0 for success.
  func readAll(offset: Int, into target: UnsafeMutableRawBufferPointer) -> Int32 {
    var done = 0
    while done < target.count {
      let place = offset + done
      if place >= flushedCount {
        let start = place - flushedCount
        guard start + target.count - done <= buffer.count else { return EIO }
        target[done...].copyBytes(from: buffer[start..<start + target.count - done])
        return 0
      }
      let wanted = min(target.count - done, flushedCount - place)
      let got = pread(file.descriptor, target.baseAddress.map { $0 + done }, wanted, off_t(place))
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { return got < 0 ? errno : EIO }
      done += got
    }
    return 0
  }
}

extension [UInt8] {
  /// Makes it `count` bytes long; what they are is of no account, for they are read over.
  mutating func resize(to count: Int) {
    if count < self.count {
      removeLast(self.count - count)
    } else if count > self.count {
      self += [UInt8](repeating: 0, count: count - self.count)
    }
  }
}
