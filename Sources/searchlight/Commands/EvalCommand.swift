import ArgumentParser
import Foundation
import Model
import Scoring

/// A queue against reviewers' labels.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure a queue against reviewers' labels.",
    discussion: """
      LABELS is a table or JSON lines with id, label (0 or 1, or a grade from 0 up) and, where \
      several people labelled, reviewer (of whom the last label of an item counts). Gives \
      precision at k, average precision, ROC area, nDCG, lift, shares by band, family, rule, \
      language and identity word, agreement between reviewers, and the queue's order beside number \
      of matches, best single family and random. Make the queue with --each, or labelled copies \
      stand behind their cluster's best item.

      Example: searchlight eval queue.jsonl labels.csv --html eval.html
      """)

  @OptionGroup var judged: JudgedOptions

  @Option(
    name: .customLong("at"),
    help: ArgumentHelp("Depths at which precision is measured, ascending.", valueName: "k,k,..."))
  var depths = "10,50,100"

  @Option(
    help: ArgumentHelp(
      "All figures as JSON; - for standard output, in place of the text.", valueName: "file"),
    completion: .file())
  var json: String?

  @Option(
    help: ArgumentHelp(
      "A report with plots, as one HTML page; - as for --json.", valueName: "file"),
    completion: .file())
  var html: String?

  private var depthNumbers: [Int] { depths.split(separator: ",").map { Int($0) ?? 0 } }

  func validate() throws {
    let numbers = depthNumbers
    guard !numbers.isEmpty, numbers.allSatisfy({ $0 > 0 }), numbers == Set(numbers).sorted() else {
      throw ValidationError("--at takes ascending numbers from 1 up, such as 10,50,100")
    }
  }

  func run() throws {
    var claims = judged.claims()
    for path in [json, html] { try claims.write(path) }
    let evaluation = try judged.evaluation(depths: depthNumbers)
    try write(json) { try Array(EvaluationJSON.data(evaluation)) }
    try write(html) { Array(EvaluationPage(evaluation).html.utf8) }
    // Two reports in one stream would be none.
    if json == "-" || html == "-" { return }
    let text = TerminalText.plainLines(EvaluationText(evaluation).text)
    try OutputFile(nil).write(Array(text.utf8))
  }

  private func write(_ path: String?, _ bytes: () throws -> [UInt8]) throws {
    guard let path else { return }
    let file = try OutputFile(path)
    try file.write(bytes())
    try file.commit()
  }
}

/// A queue, its labels, and what of them counts.
struct JudgedOptions: ParsableArguments {
  @Argument(
    help: "A queue, from 'scan' or 'rank', or - for standard input.",
    completion: .file(extensions: ["jsonl"]))
  var queue: String

  @Argument(help: "Reviewers' labels: id, label, reviewer.", completion: .file())
  var labels: String

  @Option(
    help: ArgumentHelp(
      "The least grade that counts as relevant, for labels other than 0 and 1.", valueName: "grade")
  )
  var relevantFrom = 1.0

  @Option(
    help: ArgumentHelp(
      "Fingerprints that reviewers marked as false, one a line; each counts as a label of 0.",
      valueName: "file"), completion: .file())
  var suppress: String?

  func validate() throws {
    if !relevantFrom.isFinite { throw ValidationError("--relevant-from must be a number") }
  }

  /// The files that are read for it, and `others`.
  func claims(_ others: [String] = []) -> FileClaims {
    FileClaims(inputs: [labels], files: [queue, suppress] + others)
  }

  func evaluation(depths: [Int]) throws -> Evaluation {
    var labels = try LabelFile.read(labels)
    let suppressed = try suppress.map(SuppressFile.read) ?? []
    let judged = try JudgedQueue(
      queue, labels: &labels, suppressed: Set(suppressed.map { Hex.text($0) }))
    guard !judged.items.isEmpty else {
      throw RunFailure.badLabels(
        place: self.labels, reason: "none of its ids is in \(queue); ids are compared exactly")
    }
    if judged.repeatedCount > 0 {
      Messages.note(
        "\(queue): warning: \(judged.repeatedCount) labelled items have the id of an item before "
          + "them; labels count for the first of each id")
    }
    if !judged.unmatched.isEmpty {
      Messages.note(
        "\(queue): warning: \(judged.unmatched.count) fingerprints of --suppress are no item's")
    }
    return Evaluation(
      judged.items, labels: labels, queueCount: judged.count, depths: depths,
      relevantFrom: relevantFrom)
  }
}
