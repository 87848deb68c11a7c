import Foundation
import Testing

/// Runs the built command.
enum Command {
  /// What a run gave.
  struct Outcome {
    var output: String
    var errors: String
    var code: Int32
  }

  /// The command that was built together with these tests: beside the test bundle.
  static let path: String = {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let folders = [own, Bundle.main.bundleURL].map { $0.deletingLastPathComponent() }
    let found = folders.map { $0.appendingPathComponent("searchlight").path }
    return found.first(where: FileManager.default.isExecutableFile) ?? found[0]
  }()

  /// Runs it in `folder`, with nothing on standard input and an environment of its own.
  static func run(_ arguments: [String], in folder: URL) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    let messages = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      output: String(decoding: text, as: UTF8.self),
      errors: String(decoding: messages, as: UTF8.self), code: process.terminationStatus)
  }
}

/// A folder that is removed when the test ends.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "searchlight-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(at: url) } catch { Issue.record(error) }
  }

  /// Writes a file.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appendingPathComponent(name))
  }
}

/// Texts that are compared with files beside the tests.
enum Golden {
  /// Compares `actual` with the file, or writes the file where `SEARCHLIGHT_RECORD` is 1; a run
  /// that records never passes.
  static func check(
    _ actual: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Golden/\(name)")
    if ProcessInfo.processInfo.environment["SEARCHLIGHT_RECORD"] == "1" {
      try Data(actual.utf8).write(to: url)
      Issue.record("recorded \(name)", sourceLocation: sourceLocation)
      return
    }
    let expected = try String(contentsOf: url, encoding: .utf8)
    #expect(actual == expected, sourceLocation: sourceLocation)
  }
}
