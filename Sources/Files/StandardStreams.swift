internal import Foundation

/// Standard input, output and error of a process that was started without some of them.
package enum StandardStreams {
  /// Puts something in the place of those that are closed. The next file that is opened would take
  /// their numbers, and get what is meant for a person to read.
  ///
  /// Reading from or writing to what stands there fails, as it does where they are closed. Called
  /// before any file is opened.
  package static func hold() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
      // The lowest free number is this one: those below are open by now.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
