internal import Foundation

/// Bytes that are put aside until they are read back by offset: in memory at first, in a nameless
/// file once they are many.
///
/// The file has no name from the start, so nothing is left behind however the process ends, until
/// `keep` gives it one.
package final class SpillFile {
  private let folder: String
  private let bufferLimit: Int
  private var buffer: [UInt8] = []
  private var file = SpillReader.OpenFile(-1)
  private var descriptor: Int32 { file.descriptor }
  private var flushedCount = 0
  private var keptPath: String?

  /// - Parameters:
  ///   - folder: where the file is made, if one is needed.
  ///   - bufferLimit: how many bytes stay in memory and are written at once.
  package init(folder: String, bufferLimit: Int = 4 << 20) {
    self.folder = folder
    self.bufferLimit = bufferLimit
  }

  /// Writes everything out to the file `path`, which lasts, and which is used from now on.
  ///
  /// When it returns, what was put aside outlives the process and the machine's power.
  func keep(at path: String) throws(ScoringError) {
    if path != keptPath {
      let named = Self.open(path, O_RDWR | O_CREAT | O_TRUNC)
      guard named >= 0 else { throw .spillFailed(operation: "creating", code: errno) }
      let code = copyFile(to: named)
      file = SpillReader.OpenFile(named)
      keptPath = path
      guard code == 0 else { throw .spillFailed(operation: "writing", code: code) }
    }
    try flush()
    guard fdatasync(descriptor) == 0 else {
      throw .spillFailed(operation: "writing", code: errno)
    }
  }

  /// Goes on behind the first `byteCount` bytes of the file that an earlier process has kept at
  /// `path`. Nothing may have been put aside before.
  func resume(at path: String, byteCount: Int) throws(ScoringError) {
    file = SpillReader.OpenFile(Self.open(path, O_RDWR))
    guard descriptor >= 0 else { throw .spillFailed(operation: "opening", code: errno) }
    guard lseek(descriptor, 0, SEEK_END) >= byteCount,
      ftruncate(descriptor, off_t(byteCount)) == 0,
      lseek(descriptor, 0, SEEK_END) == byteCount
    else { throw .spillFailed(operation: "reading", code: errno == 0 ? EIO : errno) }
    flushedCount = byteCount
    keptPath = path
  }

  private static func open(_ path: String, _ flags: Int32) -> Int32 {
    Foundation.open(path, flags | O_CLOEXEC, 0o600)
  }

  /// Copies what lies in the file so far; returns an errno, 0 for success.
  private func copyFile(to target: Int32) -> Int32 {
    var block = [UInt8](repeating: 0, count: 1 << 20)
    var done = 0
    while done < flushedCount {
      let size = min(block.count, flushedCount - done)
      let code = block.withUnsafeMutableBytes { block in
        let part = UnsafeMutableRawBufferPointer(rebasing: block[..<size])
        let code = readAll(offset: done, into: part)
        return code == 0 ? Self.writeAll(UnsafeRawBufferPointer(part), to: target) : code
      }
      if code != 0 { return code }
      done += size
    }
    return 0
  }

  /// Where the next byte will stand.
  package var byteCount: Int { flushedCount + buffer.count }

  /// Puts `bytes` aside.
  package func append(_ bytes: some Collection<UInt8>) throws(ScoringError) {
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
  package func read(offset: Int, count: Int, into bytes: inout [UInt8]) throws(ScoringError) {
    bytes.resize(to: count)
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

  private func readAll(offset: Int, into target: UnsafeMutableRawBufferPointer) -> Int32 {
    reader.readAll(offset: offset, into: target)
  }

  /// Reads what was put aside so far. Nothing may be put aside while it is in use.
  var reader: SpillReader { SpillReader(file, flushedCount: flushedCount, buffer: buffer) }

  private func flush() throws(ScoringError) {
    if descriptor < 0 { try open() }
    let code = buffer.withUnsafeBytes { writeAll($0) }
    guard code == 0 else { throw .spillFailed(operation: "writing", code: code) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes at the end of the file; returns an errno, 0 for success.
  private func writeAll(_ source: UnsafeRawBufferPointer) -> Int32 {
    let code = Self.writeAll(source, to: descriptor)
    if code == 0 { flushedCount += source.count }
    return code
  }

  private static func writeAll(_ source: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var done = 0
    while done < source.count {
      let put = write(descriptor, source.baseAddress.map { $0 + done }, source.count - done)
      if put < 0 && errno == EINTR { continue }
      guard put > 0 else { return put < 0 ? errno : EIO }
      done += put
    }
    return 0
  }

  private func open() throws(ScoringError) {
    var template = Array("\(folder)/.searchlight-queue-XXXXXX".utf8CString)
    file = SpillReader.OpenFile(mkstemp(&template))
    guard descriptor >= 0 else { throw .spillFailed(operation: "creating", code: errno) }
    unlink(template)
  }
}
