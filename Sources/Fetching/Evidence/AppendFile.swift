internal import Dispatch
internal import Foundation
internal import Synchronization

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
    try Self.sync([self])
  }

  /// What was written to `files` is on the disk when this returns: a disk serves several requests
  /// in the time of one.
  static func sync(_ files: [AppendFile]) throws(FetchError) {
    let descriptors = files.map(\.descriptor)
    let codes = Mutex([Int32](repeating: 0, count: files.count))
    for file in files { try file.checkIsThere() }
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let code = fdatasync(descriptors[index]) == 0 ? 0 : errno
      // Devices and pipes cannot be synced.
      codes.withLock { $0[index] = code == EINVAL || code == EROFS ? 0 : code }
    }
    for (file, code) in zip(files, codes.withLock({ $0 })) where code != 0 {
      throw .failed(path: file.path, operation: "syncing", code: code)
    }
  }

  /// Writing to a file that was removed succeeds, and is lost.
  private func checkIsThere() throws(FetchError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    guard status.st_nlink > 0 else { throw .vanished(path: path) }
  }

  /// Hands what is still in memory to the system.
  func write() throws(FetchError) {
    if let code = pending.withUnsafeBufferPointer({ FileWrites.write($0, to: descriptor) }) {
      throw .failed(path: path, operation: "writing", code: code)
    }
    pending.removeAll(keepingCapacity: true)
  }
}
