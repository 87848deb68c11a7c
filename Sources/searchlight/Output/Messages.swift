import Foundation
import Model

/// Lines for people, on standard error.
enum Messages {
  /// Writes `text` and a line feed, unless `quiet`; names in it may come from archives.
  static func note(_ text: String, quiet: Bool = false) {
    if !quiet { write(TerminalText.plainLines(text) + "\n") }
  }

  /// Writes `text` as it is. Nobody may be listening any more, and that is no fault of the run.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let put = bytes.withUnsafeBytes { source in
        Foundation.write(
          STDERR_FILENO, source.baseAddress.map { $0 + done }, source.count - done)
      }
      if put < 0 && errno == EINTR { continue }
      guard put > 0 else { return }
      done += put
    }
  }

  /// Shows `text` in the line that the terminal's last one is, as much of it as fits; empty text
  /// removes the line.
  static func showLine(_ text: String) {
    // A longer one would wrap, and only its end be written over.
    write("\r\u{1B}[K" + TerminalText.plain(text).prefix(max(20, width - 1)))
  }

  private static var width: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
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
