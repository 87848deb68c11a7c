internal import Foundation

/// Files that people write, read whole.
package enum FileBytes {
  /// The bytes of the file at `path`, which may be a pipe; nil where they cannot be read.
  package static func read(_ path: String) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    do { return try handle.readToEnd().map(Array.init) ?? [] } catch {
      // A folder opens like a file.
      return nil
    }
  }
}
