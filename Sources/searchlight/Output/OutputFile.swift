import Foundation
import Files
import Synchronization

/// A file that appears under its name only when it is whole, or standard output, a device or a pipe.
///
/// Bytes go to a temporary file in the same folder, mode 0600, which `commit` renames. A run that
/// is interrupted leaves nothing under the final name; on SIGINT, SIGTERM and SIGHUP the temporary
/// file is removed as well. Devices and pipes are written to as they are: a file in the place of
/// `/dev/null` would be the end of it for everybody.
final class OutputFile {
  /// What the user called it; `-` for standard output.
  let path: String
  private let temporaryPath: String?
  private var descriptor: Int32
  private let isOwned: Bool

  /// - Parameter path: nil or `-` for standard output.
  init(_ path: String?) throws(OutputError) {
    guard let path, path != "-" else {
      self.path = "-"
      temporaryPath = nil
      descriptor = STDOUT_FILENO
      isOwned = false
      return
    }
    isOwned = true
    let parts = PathParts(path)
    if path.isEmpty { throw .nameless }
    if FileIdentity.isStream(path) {
      let descriptor = open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw .failed(path: path, operation: "opening", code: errno)
      }
      (self.path, self.descriptor, temporaryPath) = (path, descriptor, nil)
      return
    }
    if parts.name.isEmpty || Self.isFolder(path) { throw .folder(path: path) }
    var template = Array(parts.path(of: TemporaryName.template(of: parts.name)).utf8CString)
    let (descriptor, temporaryPath, code) = TemporaryFiles.change { paths in
      let descriptor = mkstemp(&template)
      let code = errno
      let made = String(
        decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if descriptor >= 0 { paths.insert(made) }
      return (descriptor, made, code)
    }
    guard descriptor >= 0 else {
      throw .failed(path: path, operation: "creating", code: code)
    }
    self.path = path
    self.descriptor = descriptor
    self.temporaryPath = temporaryPath
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  deinit {
    guard isOwned, descriptor >= 0 else { return }
    close(descriptor)
    guard let temporaryPath else { return }
    TemporaryFiles.change { paths in
      unlink(temporaryPath)
      paths.remove(temporaryPath)
    }
  }

  /// Writes all of `bytes`.
  func write(_ bytes: [UInt8]) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let put = bytes.withUnsafeBytes { source in
        Foundation.write(
          descriptor, source.baseAddress.map { $0 + done }, source.count - done)
      }
      if put < 0 && errno == EINTR { continue }
      if put < 0 && errno == EPIPE && temporaryPath == nil { throw .readerGone }
      guard put > 0 else { throw .failed(path: path, operation: "writing", code: errno) }
      done += put
    }
  }

  /// Puts the file under its name; standard output needs nothing.
  ///
  /// - Parameter lasting: whether it must be on the disk before it has its name.
  func commit(lasting: Bool = false) throws(OutputError) {
    guard isOwned, descriptor >= 0 else { return }
    guard let temporaryPath else {
      let closed = close(descriptor)
      descriptor = -1
      if closed != 0 { throw .failed(path: path, operation: "writing", code: errno) }
      return
    }
    if lasting, fsync(descriptor) != 0 {
      throw .failed(path: path, operation: "writing", code: errno)
    }
    let closed = close(descriptor)
    descriptor = -1
    let code: Int32? = TemporaryFiles.change { paths in
      paths.remove(temporaryPath)
      if closed == 0, rename(temporaryPath, path) == 0 { return nil }
      let code = errno
      unlink(temporaryPath)
      return code
    }
    if let code { throw .failed(path: path, operation: "writing", code: code) }
  }
}

/// The temporary files of this process, for removal when a signal ends it.
enum TemporaryFiles {
  private static let paths = Mutex<Set<String>>([])

  /// Makes, renames or removes a file together with its entry here, so that a signal finds either
  /// both or neither.
  static func change<Result: Sendable>(_ body: (inout Set<String>) -> Result) -> Result {
    paths.withLock { paths in body(&paths) }
  }

  /// From now on SIGINT, SIGTERM and SIGHUP remove the files before they end the process, and a
  /// broken pipe is an error code instead of a signal.
  ///
  /// Called before any other thread starts: threads inherit the mask, so that only one waits.
  static func handleSignals() {
    signal(SIGPIPE, SIG_IGN)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waiter = Thread { [signals] in
      var signals = signals
      var number: Int32 = 0
      guard sigwait(&signals, &number) == 0 else { return }
      // Held until the end: no new file may be made once these are removed.
      paths.withLock { paths in
        for path in paths { unlink(path) }
        signal(number, SIG_DFL)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        kill(getpid(), number)
        while true { pause() }
      }
    }
    waiter.start()
  }
}

/// The system's words for an errno.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }
