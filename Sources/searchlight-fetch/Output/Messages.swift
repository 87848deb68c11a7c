import ArgumentParser
import Fetching
import Foundation
import Model

/// Lines for people, on standard error.
enum Messages {
  /// Writes `text` and a line feed, unless `quiet`; what servers and tampered evidence say may be in
  /// it.
  static func note(_ text: String, quiet: Bool = false) {
    if !quiet { write(TerminalText.plainLines(text) + "\n") }
  }

  /// Writes `text` as it is. Nobody may be listening any more, and that is no fault of the run.
  static func write(_ text: String) { _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO) }

  /// Whether standard error is a terminal.
  static let isTerminal = isatty(STDERR_FILENO) == 1
}

/// Data on standard output.
enum StandardOutput {
  /// Writes all of `bytes`; ends the run in order where the reader has gone.
  static func write(_ bytes: [UInt8]) throws {
    let code = Descriptor.write(bytes, to: STDOUT_FILENO)
    if code == EPIPE { throw ExitCode.success }
    if code != 0 {
      throw FetchError.failed(path: "standard output", operation: "writing", code: code)
    }
  }
}

/// Writing to what is open already, without the traps of `FileHandle`.
enum Descriptor {
  /// Writes all of `bytes`; gives the errno, 0 where there is none.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      let put = bytes.withUnsafeBytes { source in
        Foundation.write(descriptor, source.baseAddress.map { $0 + done }, source.count - done)
      }
      if put < 0 && errno == EINTR { continue }
      if put <= 0 { return put < 0 ? errno : EIO }
      done += put
    }
    return 0
  }
}
