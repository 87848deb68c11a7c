internal import Model
package import RulePacks

/// Checks of rules that need the matcher: whether patterns compile, find what their examples mark
/// and nothing else, and stay quick on texts made to slow them down.
package enum PatternCheck {
  /// Reports what is wrong with the rules of `book`.
  ///
  /// - Parameter makeEngine: makes the production matcher; the plain one is run beside it, with
  ///   and without machine code, and all must agree.
  package static func run<Engine: Matcher>(
    _ book: RuleBook, problems: ProblemList,
    makeEngine: (RuleBook) throws(RuleCompileError) -> Engine
  ) throws(RuleCompileError) {
    let book = compiling(book, problems)
    guard !book.rules.isEmpty else { return }
    let texts = ExampleTexts(book)
    let engine = try makeEngine(book)
    for (rule, reason) in engine.unfilteredRules {
      problems.add(
        .noPrefilter(reason: reason), at: book[rule].subjectLocation, rule: book.id(of: rule))
    }
    let found = try matches(texts, book, engine)
    for justInTime in [true, false] {
      let plain = try matches(texts, book, try ReferenceMatcher(book, justInTime: justInTime))
      for (number, entry) in texts.entries.enumerated()
      where plain[number] != found[number] {
        problems.add(
          .enginesDiffer(example: entry.original, justInTime: justInTime),
          at: book[entry.rule].subjectLocation, rule: book.id(of: entry.rule))
      }
    }
    reportExamples(texts, found, book, problems)
    reportOverlaps(texts, found, book, problems)
    SlowPatternCheck.run(book, problems)
  }

  /// The book without the rules whose patterns do not compile.
  private static func compiling(_ book: RuleBook, _ problems: ProblemList) -> RuleBook {
    var broken: Set<String> = []
    for rule in book.rules {
      guard case .pattern(let pattern) = rule.subject else { continue }
      do throws(PatternError) {
        if try CompiledPattern(pattern).matchesEmptyText {
          problems.add(.matchesNothing, at: rule.subjectLocation, rule: rule.id)
        }
      } catch {
        broken.insert(rule.id)
        problems.add(
          .patternSyntax(offset: error.offset, reason: error.reason), at: rule.subjectLocation,
          rule: rule.id)
      }
    }
    if broken.isEmpty { return book }
    return RuleBook(
      packs: book.packs.map { pack in
        var pack = pack
        pack.rules.removeAll { broken.contains($0.id) }
        return pack
      })
  }

  /// What matches in each text, in its own field.
  private static func matches<Engine: Matcher>(
    _ texts: ExampleTexts, _ book: RuleBook, _ engine: Engine
  ) throws(RuleCompileError) -> [[Match]] {
    let worker = try Scanner(book, engine: engine).makeWorker()
    worker.scan(texts.batch)
    return worker.findings.map(\.matches)
  }

  private static func reportExamples(
    _ texts: ExampleTexts, _ found: [[Match]], _ book: RuleBook, _ problems: ProblemList
  ) {
    var reported: Set<String> = []
    for (number, entry) in texts.entries.enumerated() {
      let rule = book[entry.rule]
      let spans = found[number].filter { $0.rule == entry.rule }.map(\.span)
      let quotes = spans.map { String(decoding: Array(entry.text.utf8)[$0.range], as: UTF8.self) }
      let kind: RuleProblem.Kind?
      switch entry.purpose {
      case .example where spans == entry.marked || entry.marked.isEmpty: kind = nil
      case .example where spans.isEmpty:
        kind = .exampleMissed(example: entry.original, variant: entry.variant)
      case .example:
        kind = .spanDiffers(example: entry.original, variant: entry.variant, found: quotes)
      case .counterexample where spans.isEmpty: kind = nil
      case .counterexample: kind = .counterexampleHit(example: entry.original, found: quotes[0])
      case .knownMiss: kind = spans.isEmpty ? nil : .knownMissFound(example: entry.original)
      }
      // One report an example: its variants fail for the same reason as a rule.
      guard let kind, reported.insert("\(rule.id)\n\(entry.original)").inserted else { continue }
      problems.add(kind, at: rule.location, rule: rule.id)
    }
  }

  /// Reports pairs of scored rules that match the same words of an example.
  private static func reportOverlaps(
    _ texts: ExampleTexts, _ found: [[Match]], _ book: RuleBook, _ problems: ProblemList
  ) {
    var reported: Set<[RuleIndex]> = []
    for (number, entry) in texts.entries.enumerated()
    where entry.purpose == .example && entry.variant.isEmpty {
      for match in found[number]
      where match.rule != entry.rule && entry.marked.contains(match.span) {
        let (rule, other) = (book[entry.rule], book[match.rule])
        let bothCount =
          rule.scored && other.scored && rule.weight != .zero && other.weight != .zero
        let pair = [min(entry.rule, match.rule), max(entry.rule, match.rule)]
        guard bothCount, reported.insert(pair).inserted else { continue }
        problems.add(
          .overlappingRules(other: other.id, example: entry.original), at: rule.location,
          rule: rule.id)
      }
    }
  }
}
