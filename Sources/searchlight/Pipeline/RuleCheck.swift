import Model
import RulePacks
import Scanning
import Scoring

/// All checks of rules together: loading, authoring, matching, composites.
enum RuleCheck {
  /// What was checked, and what is wrong with it.
  struct Report {
    var problems: [RuleProblem]
    var ruleCount: Int
    var packCount: Int
  }

  /// Checks what `request` names. Problems that a rule allows, with a reason, are left out.
  static func run(_ request: RuleLibrary.Request) throws -> Report {
    let problems = ProblemList()
    let library = RuleLibrary.load(request, problems: problems, checksLocks: true)
    guard let library else {
      return Report(problems: problems.problems, ruleCount: 0, packCount: 0)
    }
    for path in request.paths { RuleFolder(path).reportMissing(problems) }
    for rule in library.book.rules { AuthoringCheck.run(rule, problems: problems) }
    try PatternCheck.run(library.book, problems: problems) { book throws(RuleCompileError) in
      try FastMatcher(book)
    }
    let hasBrokenPattern = problems.problems.contains { $0.code == "pattern-syntax" }
    if !hasBrokenPattern { try checkComposites(library, problems) }
    let allowed = problems.problems.filter { problem in
      guard let id = problem.ruleID, let index = library.book.index(ofRule: id) else { return true }
      return library.book[index].allow[problem.code] == nil
    }
    return Report(
      problems: allowed, ruleCount: library.book.rules.count, packCount: library.book.packs.count)
  }

  /// Runs the examples of composites through matcher and scorer.
  private static func checkComposites(_ library: RuleLibrary, _ problems: ProblemList) throws {
    let scorer = Scorer(library.book, library.scoring)
    let worker = try Scanner(library.book, engine: FastMatcher(library.book)).makeWorker()
    func holds(_ composite: Int, _ text: String) -> Bool {
      var batch = DocumentBatch()
      batch.sources = [BatchSource(path: "examples")]
      batch.bytes = Array(text.utf8)
      let empty = ByteRange(0, 0)
      batch.documents = [
        Document(
          id: empty, title: empty, text: ByteRange(0, batch.bytes.count), sourceIndex: 0,
          position: 1)
      ]
      worker.scan(batch)
      return scorer.score(worker.findings[0].matches).contributions.contains {
        $0.part == .composite(composite)
      }
    }
    let start = SourceLocation(file: library.scoringFile?.path ?? "scoring.yml", line: 1, column: 1)
    for (number, composite) in library.scoring.composites.enumerated() {
      let place = library.scoring.places[composite.id] ?? start
      for text in composite.examples where !holds(number, text) {
        problems.add(.compositeExampleMissed(id: composite.id, example: text), at: place)
      }
      for text in composite.counterexamples where holds(number, text) {
        problems.add(.compositeCounterexampleHit(id: composite.id, example: text), at: place)
      }
    }
  }
}
