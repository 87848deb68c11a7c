import Foundation
import Testing

/// Where this repository's files are.
enum Repository {
  /// The folder of the package.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The shipped rules.
  static let rules = root.appendingPathComponent("Rules").path

  /// The golden files of this target.
  static let golden = root.appendingPathComponent("Tests/RulePacksTests/Golden")
}

/// Compares `actual` with the file `name`, or writes it there if `SEARCHLIGHT_RECORD` is 1.
func expectGolden(
  _ actual: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = Repository.golden.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["SEARCHLIGHT_RECORD"] == "1" {
    try Data(actual.utf8).write(to: url)
    Issue.record("recorded \(name)", sourceLocation: sourceLocation)
    return
  }
  let expected = try String(contentsOf: url, encoding: .utf8)
  #expect(actual == expected, sourceLocation: sourceLocation)
}

/// A folder that is removed at the end.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("searchlight-rules-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes `text` to `name` below the folder, and gives its path.
  @discardableResult func write(_ text: String, _ name: String) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}
