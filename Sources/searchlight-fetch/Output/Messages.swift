import Foundation

/// Lines for people, on standard error.
enum Messages {
  /// Writes `text` and a line feed, unless `quiet`.
  static func note(_ text: String, quiet: Bool = false) {
    if !quiet { FileHandle.standardError.write(Data((text + "\n").utf8)) }
  }

  /// Whether standard error is a terminal.
  static let isTerminal = isatty(STDERR_FILENO) == 1
}
