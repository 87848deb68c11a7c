internal import Foundation
internal import Model

/// `packs.lock`: id, version and hash of every rule, so that no rule changes without a new version.
///
/// One line a rule, ordered by id: `family.slug 3 5c1f…`. Lines that start with `#` are comments.
package struct LockFile: Sendable, Equatable {
  /// One locked rule.
  package struct Entry: Sendable, Equatable {
    /// The version it had when it was locked.
    package var version: Int
    /// `Rule.contentHash` at that time.
    package var hash: String
  }

  /// By rule id.
  package var entries: [String: Entry]

  /// Locks `rules` as they are.
  package init(locking rules: [Rule]) {
    entries = Dictionary(
      rules.map { ($0.id, Entry(version: $0.version, hash: $0.contentHash)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Reads the file's text; lines that are not entries are problems.
  init(text: String, file: String, problems: ProblemList) {
    entries = [:]
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let parts = line.split(separator: " ")
      guard parts.count == 3, let version = Int(parts[1]) else {
        problems.add(
          .wrongType(field: "line", expected: "'id version hash'"),
          at: SourceLocation(file: file, line: number + 1, column: 1))
        continue
      }
      entries[String(parts[0])] = Entry(version: version, hash: String(parts[2]))
    }
  }

  /// The file's text.
  package var text: String {
    let lines = entries.sorted { $0.key < $1.key }.map {
      "\($0.key) \($0.value.version) \($0.value.hash)"
    }
    return "# id version hash. Made by 'searchlight rules lock'; review every line that changes.\n"
      + lines.joined(separator: "\n") + "\n"
  }

  /// Reports rules that changed without a new version, or are not locked, or are gone.
  func check(_ rules: [Rule], file: String, problems: ProblemList) {
    for rule in rules {
      guard let entry = entries[rule.id] else {
        problems.add(.notLocked(id: rule.id), at: rule.location, rule: rule.id)
        continue
      }
      if entry.hash == rule.contentHash && entry.version == rule.version { continue }
      if rule.version > entry.version {
        problems.add(.notLocked(id: rule.id), at: rule.location, rule: rule.id)
      } else {
        problems.add(
          .versionNotBumped(id: rule.id, version: rule.version), at: rule.location, rule: rule.id)
      }
    }
    let ids = Set(rules.map(\.id))
    for id in entries.keys.sorted() where !ids.contains(id) {
      problems.add(
        .lockedButGone(id: id), at: SourceLocation(file: file, line: 1, column: 1))
    }
  }
}
