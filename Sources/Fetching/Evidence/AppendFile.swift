internal import Foundation

/// A file that only grows, whose good length the frontier keeps.
///
/// What lies beyond that length was written by a run that was killed before it could say so; it is
/// cut off when the file is opened again.
final class AppendFile {
  let path: String
  private let descriptor: Int32
  /// Bytes written, those still in memory included.
  private(set) var length: Int
  private var pending: [UInt8] = []

  private static let pendingLimit = 1 << 20

  /// Opens or makes the file.
  ///
  /// - Parameter goodLength: what of it counts; everything behind is cut off.
  init(_ path: String, goodLength: Int) throws(FetchError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed(path: path, operation: "opening", code: errno) }
    length = goodLength
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .failed(path: path, operation: "reading the size", code: code)
    }
    // A device or pipe has no length to go back to.
    guard status.st_mode & S_IFMT == S_IFREG else { return }
    guard Int(status.st_size) >= goodLength else {
      close(descriptor)
      throw .tooShort(path: path, expected: goodLength, found: Int(status.st_size))
    }
    guard ftruncate(descriptor, off_t(goodLength)) == 0,
      lseek(descriptor, off_t(goodLength), SEEK_SET) >= 0
    else {
      let code = errno
      close(descriptor)
      throw .failed(path: path, operation: "truncating", code: code)
    }
  }

  deinit { close(descriptor) }

  /// Adds bytes; they may stay in memory until `flush`.
  func append(_ bytes: some Collection<UInt8>) throws(FetchError) {
    pending.append(contentsOf: bytes)
    length += bytes.count
    if pending.count >= Self.pendingLimit { try write() }
  }

  /// Everything is on the disk when this returns.
  func flush() throws(FetchError) {
    try write()
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    // Writing to a file that was removed succeeds, and is lost.
    guard status.st_nlink > 0 else { throw .vanished(path: path) }
    guard fdatasync(descriptor) == 0 else {
      throw .failed(path: path, operation: "syncing", code: errno)
    }
  }

  private func write() throws(FetchError) {
    if let code = pending.withUnsafeBufferPointer({ FileWrites.write($0, to: descriptor) }) {
      throw .failed(path: path, operation: "writing", code: code)
    }
    pending.removeAll(keepingCapacity: true)
  }
}
