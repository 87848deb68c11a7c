import Foundation

/// Lines for people, on standard error.
enum Messages {
  /// Writes `text` and a line feed, unless `quiet`.
  static func note(_ text: String, quiet: Bool = false) {
    if !quiet { FileHandle.standardError.write(Data((text + "\n").utf8)) }
  }

  /// Whether standard error is a terminal that understands control sequences.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Whether colour is wanted: a terminal, and no `NO_COLOR`. Source: no-color.org.
  static let wantsColour: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }()
}
