internal import Foundation

/// Bytes that are put aside until they are read back by offset: in memory at first, in a nameless
/// file once they are many.
///
/// The file has no name from the start, so nothing is left behind however the process ends.
final class SpillFile {
  private let folder: String
  private let bufferLimit: Int
  private var buffer: [UInt8] = []
  private var descriptor: Int32 = -1
  private var flushedCount = 0

  /// - Parameters:
  ///   - folder: where the file is made, if one is needed.
  ///   - bufferLimit: how many bytes stay in memory and are written at once.
  init(folder: String, bufferLimit: Int = 4 << 20) {
    self.folder = folder
    self.bufferLimit = bufferLimit
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Where the next byte will stand.
  var byteCount: Int { flushedCount + buffer.count }

  /// Puts `bytes` aside.
  func append(_ bytes: some Collection<UInt8>) throws(ScoringError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= bufferLimit { try flush() }
  }

  /// Puts the bytes of `records` aside.
  func append<Record: BitwiseCopyable>(records: [Record]) throws(ScoringError) {
    try flush()
    let code = records.withUnsafeBytes { writeAll($0) }
    guard code == 0 else { throw .spillFailed(operation: "writing", code: code) }
  }

  /// Puts the bytes of one record aside.
  func append<Record: BitwiseCopyable>(record: Record) throws(ScoringError) {
    withUnsafeBytes(of: record) { buffer.append(contentsOf: $0) }
    if buffer.count >= bufferLimit { try flush() }
  }

  /// Reads `count` bytes from `offset` into `bytes`, which is emptied first.
  func read(offset: Int, count: Int, into bytes: inout [UInt8]) throws(ScoringError) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: repeatElement(0, count: count))
    let code = bytes.withUnsafeMutableBytes { readAll(offset: offset, into: $0) }
    guard code == 0 else { throw .spillFailed(operation: "reading", code: code) }
  }

  /// Reads `records.count` records from byte `offset` into `records`.
  func read<Record: BitwiseCopyable>(
    offset: Int, into records: inout [Record]
  ) throws(ScoringError) {
    let code = records.withUnsafeMutableBytes { readAll(offset: offset, into: $0) }
    guard code == 0 else { throw .spillFailed(operation: "reading", code: code) }
  }

  /// Reads from the file and, behind its end, from the buffer; returns an errno, 0 for success.
  private func readAll(offset: Int, into target: UnsafeMutableRawBufferPointer) -> Int32 {
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
      let got = pread(descriptor, target.baseAddress.map { $0 + done }, wanted, off_t(place))
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { return got < 0 ? errno : EIO }
      done += got
    }
    return 0
  }

  private func flush() throws(ScoringError) {
    if descriptor < 0 { try open() }
    let code = buffer.withUnsafeBytes { writeAll($0) }
    guard code == 0 else { throw .spillFailed(operation: "writing", code: code) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes at the end of the file; returns an errno, 0 for success.
  private func writeAll(_ source: UnsafeRawBufferPointer) -> Int32 {
    var done = 0
    while done < source.count {
      let put = write(descriptor, source.baseAddress.map { $0 + done }, source.count - done)
      if put < 0 && errno == EINTR { continue }
      guard put > 0 else { return put < 0 ? errno : EIO }
      done += put
    }
    flushedCount += source.count
    return 0
  }

  private func open() throws(ScoringError) {
    var template = Array("\(folder)/.searchlight-queue-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .spillFailed(operation: "creating", code: errno) }
    unlink(template)
  }
}
