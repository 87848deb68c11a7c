internal import Foundation
internal import Model
internal import Files
internal import StrictYAML

/// The rules of a run with their scoring, and where all of it came from.
package struct RuleLibrary: Sendable {
  /// A file that was loaded.
  package struct LoadedFile: Sendable, Equatable {
    /// As named by the user, or found below a folder that the user named.
    package var path: String
    /// SHA-256 of its bytes.
    package var sha256: String

    fileprivate init(_ path: String, _ bytes: [UInt8]?) {
      self.path = path
      sha256 = ContentHash.hex(bytes ?? [])
    }
  }

  /// All rules.
  package var book: RuleBook
  /// What they weigh.
  package var scoring: ScoringTable
  /// The pack files, in the order of `book.packs`.
  package var packFiles: [LoadedFile]
  /// `scoring.yml`, where there is one.
  package var scoringFile: LoadedFile?
  /// Overlays in the order they were applied.
  package var overlays: [(overlay: Overlay, file: LoadedFile)]

  /// What to load.
  package struct Request: Sendable {
    /// Pack files, and folders laid out like `Rules/`.
    package var paths: [String]
    /// Overlay files, applied in order.
    package var overlays: [String]
    /// Whether rules of status `draft` run.
    package var includesDraft: Bool

    /// Takes the parts as they are.
    package init(paths: [String], overlays: [String] = [], includesDraft: Bool = false) {
      self.paths = paths
      self.overlays = overlays
      self.includesDraft = includesDraft
    }
  }

  /// Loads packs, `scoring.yml` and overlays; fails on any error in them.
  package static func load(_ request: Request) throws(RulePackError) -> RuleLibrary {
    let problems = ProblemList()
    let library = load(request, problems: problems)
    let errors = problems.errors
    guard errors.isEmpty, let library else { throw RulePackError(errors) }
    return library
  }

  /// Loads what can be loaded and reports all problems, those of `packs.lock` too if `checksLocks`.
  ///
  /// Nil, with problems, if there is no rule.
  package static func load(
    _ request: Request, problems: ProblemList, checksLocks: Bool = false
  ) -> RuleLibrary? {
    var packs: [RulePack] = []
    var packFiles: [LoadedFile] = []
    var scoring: (file: LoadedFile, root: MappingReader)?
    var locks: [(path: String, rules: [Rule])] = []
    var draftCount = 0
    for path in request.paths {
      let layout = RuleFolder(path)
      var lockable: [Rule] = []
      if layout.packs.isEmpty {
        problems.add(.noRules, at: SourceLocation(file: path, line: 1, column: 1))
      }
      for read in ParallelMap.results(of: layout.packs, ReadFile.init) {
        for problem in read.problems { problems.add(problem) }
        guard var pack = read.pack else { continue }
        lockable += pack.rules
        if !request.includesDraft {
          draftCount += pack.rules.count { $0.status == .draft }
          pack.rules.removeAll { $0.status == .draft }
        }
        packs.append(pack)
        packFiles.append(read.file)
      }
      if let path = layout.scoring {
        let bytes = FileBytes.readIfThere(path)
        if let root = YAMLFile(bytes: bytes, file: path, problems: problems).root {
          scoring = (LoadedFile(path, bytes), root)
        }
      }
      if let lock = layout.lock { locks.append((lock, lockable)) }
    }
    removeRepeatedIDs(&packs, problems)
    let count = packs.reduce(0) { $0 + $1.rules.count }
    guard count > 0, count <= Int(UInt16.max) else {
      let place = SourceLocation(file: request.paths.first ?? "rules", line: 1, column: 1)
      if count > 0 { problems.add(.tooManyRules(count), at: place) }
      if count == 0 && problems.errors.isEmpty {
        problems.add(draftCount > 0 ? .onlyDrafts(draftCount) : .noRules, at: place)
      }
      return nil
    }
    let book = RuleBook(packs: packs)
    var table =
      scoring.map { ScoringReader(book: book, problems: problems).read($0.root) }
      ?? ScoringReader.standard(for: book)
    HelperCheck.run(book, table, problems: problems)
    var overlays: [(overlay: Overlay, file: LoadedFile)] = []
    for path in request.overlays {
      let bytes = FileBytes.readIfThere(path)
      guard let root = YAMLFile(bytes: bytes, file: path, problems: problems).root else { continue }
      let overlay = Overlay.apply(root, file: path, to: &table, book: book, problems: problems)
      overlays.append((overlay, LoadedFile(path, bytes)))
    }
    GuardRailCheck.run(
      book, table, file: scoring?.file.path ?? request.paths.first ?? "scoring.yml",
      problems: problems)
    if checksLocks {
      for lock in locks {
        let text = FileBytes.readIfThere(lock.path) ?? []
        LockFile(text: String(decoding: text, as: UTF8.self), file: lock.path, problems: problems)
          .check(lock.rules, file: lock.path, problems: problems)
      }
    }
    return RuleLibrary(
      book: book, scoring: table, packFiles: packFiles, scoringFile: scoring?.file,
      overlays: overlays)
  }

  /// A pack file with what was found in it.
  private struct ReadFile: Sendable {
    let file: LoadedFile
    /// Nil where it could not be read; the problems say why.
    let pack: RulePack?
    let problems: [RuleProblem]

    init(_ path: String) {
      let list = ProblemList()
      let bytes = FileBytes.readIfThere(path)
      file = LoadedFile(path, bytes)
      if TermTable.isTable(path) {
        pack = TermTable(problems: list).read(bytes, path: path)
      } else {
        pack = YAMLFile(bytes: bytes, file: path, problems: list).root.flatMap {
          PackReader(problems: list).read($0, file: path)
        }
      }
      problems = list.problems
    }
  }

  private static func removeRepeatedIDs(_ packs: inout [RulePack], _ problems: ProblemList) {
    var first: [String: SourceLocation] = [:]
    for pack in packs.indices {
      packs[pack].rules.removeAll { rule in
        if let place = first[rule.id] {
          problems.add(.duplicateID(rule.id, first: place), at: rule.location, rule: rule.id)
          return true
        }
        first[rule.id] = rule.location
        return false
      }
    }
  }
}

/// The files of a `--rules` argument.
package struct RuleFolder: Sendable, Equatable {
  /// As named by the user.
  private let path: String
  /// Whether it is a folder with a folder `packs`.
  private var isLaidOut = false
  /// Pack files, by name.
  package private(set) var packs: [String] = []
  /// `scoring.yml`, if it is there.
  package private(set) var scoring: String?
  /// `packs.lock`, if it is there.
  package private(set) var lock: String?

  /// What `path` should hold and does not, if it is laid out like `Rules/`; for `rules check`.
  package func reportMissing(_ problems: ProblemList) {
    guard isLaidOut else { return }
    if scoring == nil {
      problems.add(.noScoring, at: SourceLocation(file: path, line: 1, column: 1))
    }
    if lock == nil { problems.add(.noLock, at: SourceLocation(file: path, line: 1, column: 1)) }
  }

  /// Looks at `path`: a folder with `packs/*.yml`, a folder of pack files, or one pack file. Word
  /// lists (`.csv`, `.tsv`) are packs too.
  package init(_ path: String) {
    self.path = path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else {
      packs = [path]
      return
    }
    func file(_ name: String) -> String? {
      let full = path + "/" + name
      return FileManager.default.fileExists(atPath: full) ? full : nil
    }
    scoring = file("scoring.yml")
    lock = file("packs.lock")
    let folder = file("packs") ?? path
    isLaidOut = folder != path
    let names = FileManager.default.subpaths(atPath: folder) ?? []
    packs = names.filter { name in
      (name.hasSuffix(".yml") && name != "scoring.yml") || TermTable.isTable(name)
    }.sorted()
      .map { folder + "/" + $0 }
  }
}
