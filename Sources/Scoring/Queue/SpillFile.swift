internal import Foundation

/// Bytes that are put aside until they are read back by offset: in memory at first, in a nameless
/// file once they are many.
///
/// The file has no name from the start, so nothing is left behind however the process ends.
final class SpillFile {
  /// What stays in memory, and what is written at once.
  private static let bufferLimit = 8 << 20

  private let folder: String
  private var buffer: [UInt8] = []
  private var descriptor: Int32 = -1
  private var flushedCount = 0

  /// - Parameter folder: where the file is made, if one is needed.
  init(folder: String) { self.folder = folder }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Where the next byte will stand.
  var byteCount: Int { flushedCount + buffer.count }

  /// Puts `bytes` aside.
  func append(_ bytes: some Collection<UInt8>) throws(ScoringError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferLimit { try flush() }
  }

  /// Reads `count` bytes from `offset` into `bytes`, which is emptied first.
  func read(offset: Int, count: Int, into bytes: inout [UInt8]) throws(ScoringError) {
    bytes.removeAll(keepingCapacity: true)
    // A piece never lies across the border: it is appended whole, and flushing takes all.
    if offset >= flushedCount {
      let start = offset - flushedCount
      bytes.append(contentsOf: buffer[start..<start + count])
      return
    }
    bytes.append(contentsOf: repeatElement(0, count: count))
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes { target in
        pread(descriptor, target.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { throw .spillFailed(operation: "reading", code: got < 0 ? errno : 0) }
      done += got
    }
  }

  private func flush() throws(ScoringError) {
    if descriptor < 0 { try open() }
    var done = 0
    while done < buffer.count {
      let put = buffer.withUnsafeBytes { source in
        write(descriptor, source.baseAddress.map { $0 + done }, source.count - done)
      }
      if put < 0 && errno == EINTR { continue }
      guard put > 0 else { throw .spillFailed(operation: "writing", code: errno) }
      done += put
    }
    flushedCount += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }

  private func open() throws(ScoringError) {
    var template = Array("\(folder)/.searchlight-queue-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .spillFailed(operation: "creating", code: errno) }
    unlink(template)
  }
}
