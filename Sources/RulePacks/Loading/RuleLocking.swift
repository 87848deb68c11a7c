internal import Foundation
internal import Model
internal import Files

/// Writes `packs.lock`.
package enum RuleLocking {
  /// Locks all rules below `folder`, drafts too. Refuses while a locked rule has changed without a
  /// new version, or while the rules have other errors.
  ///
  /// Returns the path and how many lines changed.
  package static func lock(
    _ folder: String
  ) throws(RulePackError) -> (path: String, changedCount: Int) {
    let problems = ProblemList()
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), !isFolder.boolValue {
      let place = SourceLocation(file: folder, line: 1, column: 1)
      let reason = "no folder; packs.lock stands in one that is laid out like Rules/"
      throw RulePackError([RuleProblem(.unreadable(reason: reason), at: place)])
    }
    let request = RuleLibrary.Request(paths: [folder], includesDraft: true)
    let library = RuleLibrary.load(request, problems: problems, checksLocks: true)
    let errors = problems.errors.filter {
      switch $0.kind {
      case .notLocked, .lockedButGone: false
      default: true
      }
    }
    guard errors.isEmpty, let library else { throw RulePackError(errors) }
    let path = folder + "/packs.lock"
    let text = LockFile(locking: library.book.rules).text
    let old = FileBytes.readIfThere(path).map { String(decoding: $0, as: UTF8.self) }
    let before = Set((old ?? "").split(separator: "\n"))
    let changedCount = Set(text.split(separator: "\n")).symmetricDifference(before).count
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let place = SourceLocation(file: path, line: 1, column: 1)
      throw RulePackError([RuleProblem(.unreadable(reason: "cannot be written"), at: place)])
    }
    return (path, changedCount)
  }
}
