import Foundation

/// Files that are read whole: reports and requests of other runs, never dumps of ads.
enum InputFile {
  private static let pieceSize = 1 << 16

  /// All bytes of the file at `path`, or of standard input for `-`.
  static func contents(_ path: String) throws(RunFailure) -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, code: errno) }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = Foundation.read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, code: errno) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }
}
