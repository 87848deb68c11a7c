import ArgumentParser
import RulePacks
import Scanning

/// Everything about rules that does not read ads.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Check, list, show, explain, test, measure and lock rules.",
    discussion: "Example: searchlight rules check && searchlight rules list",
    subcommands: [
      RulesCheck.self, RulesList.self, RulesShow.self, RulesExplain.self, RulesTest.self,
      RulesProfile.self, RulesLock.self,
    ])
}

/// `rules check`
struct RulesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report problems of rule packs.",
    discussion: """
      Structure, sources, grades, versions against packs.lock, and every example through the \
      matcher. Exits 0 when clean, 1 when there is an error (with --pedantic also a warning), 2 \
      when a file could not be read.

      Example: searchlight rules check --rules my-pack.yml
      """)

  @OptionGroup var rules: RuleOptions

  @Flag(help: "Warnings count as errors.")
  var pedantic = false

  @Flag(name: .shortAndLong, help: "Show errors only.")
  var quiet = false

  @Argument(help: "Packs or rule folders; same as --rules.", completion: .file())
  var paths: [String] = []

  func run() throws {
    var options = rules
    options.paths.named += paths
    let report = try RuleCheck.run(try options.request())
    for problem in report.problems where !quiet || problem.severity == .error {
      Messages.note("\(problem)")
    }
    let errors = report.problems.count { $0.severity == .error }
    let warnings = report.problems.count - errors
    Messages.note(
      "\(report.ruleCount) rules in \(report.packCount) packs: "
        + "\(errors) errors, \(warnings) warnings")
    if report.problems.contains(where: \.isUnreadable) { throw ExitCode(2) }
    if errors > 0 || (pedantic && warnings > 0) { throw ExitCode(1) }
  }
}

/// `rules list`
struct RulesList: ParsableCommand {
  /// `--format` of the list.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List rules with their weights and evidence.",
    discussion: "Example: searchlight rules list --format json > rules.json")

  @OptionGroup var rules: RuleOptions

  @Option(help: "A table for people, or JSON for tools.")
  var format: Format = .text

  func run() throws {
    let library = try rules.load()
    let output = try OutputFile(nil)
    let text = format == .text ? RuleListing.table(library) : RuleListing.json(library)
    try output.write(Array(text.utf8))
  }
}

/// `rules show`
struct RulesShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a rule, a family or a composite with its reasons and examples.",
    discussion: "Example: searchlight rules show documents.passport-held")

  @Argument(help: "Ids of rules, families or composites.")
  var names: [String]

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let library = try rules.load()
    let output = try OutputFile(nil)
    for name in names {
      guard let text = RuleListing.details(of: name, in: library) else {
        throw RunFailure.noSuchRule(name)
      }
      try output.write(Array(text.utf8))
    }
  }
}

/// `rules test`
struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Show what the rules find in a text file, line by line.",
    discussion: """
      Each line is one text. What the rules match is marked as in rule files: ⟦ ⟧.

      Example: searchlight rules test lines.txt --rules my-pack.yml
      """)

  @Argument(help: "A text file, or - for standard input.", completion: .file())
  var file: String

  @OptionGroup var rules: RuleOptions

  func run() throws {
    let library = try rules.load()
    let output = try OutputFile(nil)
    try RuleTrial(library: library).run(file) { try output.write($0) }
  }
}

/// `rules lock`
struct RulesLock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Write packs.lock: id, version and hash of every rule.",
    discussion: """
      Refuses while a rule has changed without a new version.

      Example: searchlight rules lock --rules Rules
      """)

  @OptionGroup var rules: RulePaths

  func run() throws {
    for path in try rules.found() {
      let (file, changedCount) = try RuleLocking.lock(path)
      Messages.note("\(file): \(changedCount) lines changed")
    }
  }
}
