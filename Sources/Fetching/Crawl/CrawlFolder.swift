internal import Foundation

/// The folder of a crawl, held by one run at a time.
final class CrawlFolder {
  private let lock: Int32

  /// Opens or makes the folder. The lock goes away with the process, however it ends.
  init(_ path: String) throws(FetchError) {
    var isFolder: ObjCBool = false
    if !FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard mkdir(path, 0o700) == 0 else {
        throw .failed(path: path, operation: "creating the folder", code: errno)
      }
    } else if !isFolder.boolValue {
      throw .failed(path: path, operation: "opening the folder", code: ENOTDIR)
    }
    lock = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw .failed(path: path, operation: "locking", code: errno) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw .alreadyRunning(path: path)
    }
  }

  deinit { close(lock) }
}
