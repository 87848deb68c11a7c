import ArgumentParser
import Foundation
import RulePacks
import Scanning

/// `rules explain`
struct RulesExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell how the engine finds matches of a rule, and what it costs.",
    discussion: """
      For each rule: how it is found, the runs of four symbols that lead to it with how often each \
      is to be expected in 1,000 characters, and the size of its tables. In runs a letter stands \
      for both cases, 0 for any digit, a space for any character that is no word, é for letters \
      and numbers outside ASCII, a dot for anything. Without names, all rules, one a line.

      Example: searchlight rules explain documents.passport-held
      """)

  @Argument(help: "Ids of rules.")
  var names: [String] = []

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let library = try rules.load()
    let matcher = try FastMatcher(library.book)
    let output = try OutputFile(nil)
    for name in names.isEmpty ? library.book.rules.map(\.id) : names {
      guard let index = library.book.index(ofRule: name) else { throw RunFailure.noSuchRule(name) }
      guard let explanation = matcher.explanation(of: index) else {
        try output.write(Array("\(name): a fact of extraction, no pattern\n".utf8))
        continue
      }
      let text = names.isEmpty ? summary(name, explanation) : details(name, explanation)
      try output.write(Array(text.utf8))
    }
  }

  private func summary(_ name: String, _ explanation: RuleExplanation) -> String {
    let expected = explanation.factors.reduce(0) { $0 + $1.expectedPerThousand }
    let keyCount = explanation.factors.reduce(0) { $0 + $1.keyCount }
    let reasons =
      explanation.reasons.isEmpty ? "" : " (\(explanation.reasons.joined(separator: "; ")))"
    return "\(name): \(explanation.method)\(reasons); \(keyCount) keys, "
      + "\(number(expected)) in 1,000 characters\n"
  }

  private func details(_ name: String, _ explanation: RuleExplanation) -> String {
    var lines = ["\(name): \(explanation.method)"]
    for reason in explanation.reasons { lines.append("  because of: \(reason)") }
    for factor in explanation.factors {
      lines.append(
        "  '\(factor.symbols)' \(factor.distances.joined(separator: ", ")) behind the start: "
          + "\(factor.keyCount) keys, \(number(factor.expectedPerThousand)) in 1,000 characters")
    }
    if explanation.programSteps > 0 {
      lines.append(
        "  automaton: \(explanation.programSteps) steps over \(explanation.symbolClasses) classes "
          + "of symbols, run where \(explanation.startSymbols) of 8 symbols round the start fit")
    }
    lines.append("  tables: \(explanation.tableByteCount) bytes")
    return lines.joined(separator: "\n") + "\n"
  }

  private func number(_ value: Double) -> String { String(format: "%.3g", value) }
}
