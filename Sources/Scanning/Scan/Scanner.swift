internal import Model
package import RulePacks

/// Everything that scanning needs and no document changes: rules, matcher, extractor.
///
/// Immutable and shared between workers, each of which has its own `ScanWorker`.
package struct Scanner<Engine: Matcher>: Sendable {
  private let engine: Engine
  private let tools: ScanTools

  /// - Parameter engine: made for the same `book`.
  package init(_ book: RuleBook, engine: Engine) throws(RuleCompileError) {
    self.engine = engine
    tools = try ScanTools(book)
  }

  /// The memory for one worker.
  ///
  /// - Parameter known: the texts that the run knows, shared by its workers; nil where copies are to
  ///   be read as well.
  package func makeWorker(knowing known: KnownTexts? = nil) -> ScanWorker {
    ScanWorker(tools, engine: engine, known: known)
  }
}

/// What scanning needs beside the matcher.
struct ScanTools: Sendable {
  let book: RuleBook
  let extractor = Extractor.shared
  let normaliser = Normaliser()
  let identifierRules: [IdentifierRule]
  let allowLists: AllowLists

  init(_ book: RuleBook) throws(RuleCompileError) {
    self.book = book
    identifierRules = book.rules.enumerated().compactMap { number, rule in
      guard case .identifier(let fact) = rule.subject else { return nil }
      return IdentifierRule(rule: RuleIndex(UInt16(number)), fact: fact, fields: rule.fields)
    }
    allowLists = try AllowLists(book)
  }
}

/// A rule that reports a fact of extraction.
struct IdentifierRule: Sendable {
  let rule: RuleIndex
  let fact: IdentifierFact
  let fields: FieldSet
}
