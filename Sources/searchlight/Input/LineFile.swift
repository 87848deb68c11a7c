import Foundation
import Files

/// Reads text files, or standard input as `-`, line by line, whatever their size.
enum LineFile {
  /// Hands on each line that is not empty, with its 1-based number, without its line feed and
  /// without a mark of byte order.
  static func read(_ path: String, _ body: (Int, Data) throws -> Void) throws {
    try readWhile(path) { number, line in
      try body(number, line)
      return true
    }
  }

  /// The same, until `body` returns false.
  static func readWhile(_ path: String, _ body: (Int, Data) throws -> Bool) throws {
    guard let file = path == "-" ? fdopen(dup(STDIN_FILENO), "r") : fopen(path, "r") else {
      throw FileFault(path: path, code: errno)
    }
    defer { fclose(file) }
    var buffer: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(buffer) }
    var number = 0
    while true {
      let count = getline(&buffer, &capacity, file)
      let code = errno
      guard count > 0, let buffer else {
        // The end, or a folder, which opens like a file.
        if ferror(file) != 0 { throw FileFault(path: path, code: code) }
        return
      }
      number += 1
      var line = Data(bytes: buffer, count: buffer[count - 1] == 0x0A ? count - 1 : count)
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = Data(line.dropFirst(3)) }
      if !line.isEmpty, try !body(number, line) { return }
    }
  }
}
