internal import Foundation

/// What the system knows a file by, so that a link, a hard link or another spelling of the path is
/// the same file.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64
  /// Of a file that is not there yet: device and inode are its folder's.
  private let name: String?

  /// Nil for what is no file, and for a path that leads nowhere.
  package init?(_ path: String) {
    if Self.isStream(path) { return nil }
    var status = stat()
    if stat(path, &status) == 0 {
      name = nil
    } else {
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { path[...$0] } ?? "."
      guard stat(String(folder), &status) == 0 else { return nil }
      name = String(slash.map { path[path.index(after: $0)...] } ?? path[...])
    }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }

  /// Of a regular file that is there, by the bytes that the system calls it, which need be no text; nil
  /// for anything else.
  package init?(file path: [CChar]) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    name = nil
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }

  /// Whether `path` is a device or a pipe, or a name for something that the process has open:
  /// nothing can take its place, or stand beside it.
  package static func isStream(_ path: String) -> Bool {
    if path == "-" { return true }
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    if kind != S_IFREG && kind != S_IFDIR { return true }
    return ["/dev/stdout", "/dev/stderr"].contains(path)
      || ["/dev/fd/", "/proc/"].contains(where: path.hasPrefix)
  }
}
