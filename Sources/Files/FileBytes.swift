internal import Foundation

/// Files that are read whole: what people write, and reports and requests of other runs.
package enum FileBytes {
  private static let pieceSize = 1 << 16

  /// The bytes of the file at `path`, which may be a pipe.
  ///
  /// - Parameter takesInput: whether `-` is standard input.
  package static func read(
    _ path: String, takesInput: Bool = false
  ) throws(FileFault) -> [UInt8] {
    let isInput = takesInput && path == "-"
    let descriptor = isInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFault(path: path, code: errno) }
    defer { if !isInput { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = Foundation.read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      // A folder opens like a file.
      guard count >= 0 else { throw FileFault(path: path, code: errno) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }

  /// The same for files whose readers say themselves that there is nothing; nil then.
  package static func readIfThere(_ path: String) -> [UInt8]? {
    do { return try read(path) } catch { return nil }
  }
}

/// A file that is not there or cannot be read.
package struct FileFault: Error, Equatable, CustomStringConvertible {
  /// As the user named it.
  package let path: String
  /// The system's errno.
  package let code: Int32

  /// Takes the parts as they are.
  package init(path: String, code: Int32) {
    self.path = path
    self.code = code
  }

  package var description: String {
    "\(path): error: cannot be read (\(String(cString: strerror(code))))"
  }
}
