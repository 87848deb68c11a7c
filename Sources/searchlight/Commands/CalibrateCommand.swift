import ArgumentParser
import Foundation
import Scoring

/// Labels in, proposed weights out.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Propose weights from reviewers' labels; changes nothing by itself.",
    discussion: """
      Fits a logistic regression that keeps every weight's sign and its family's cap and stays as \
      near the shipped weights as the labels allow. Writes an overlay for --weights and says how \
      the proposal compares. Needs at least \(Calibration.leastPerLabel) relevant and as many other \
      labels; moves only rules seen in \(Calibration.leastPerRule) labelled items or more.

      Example: searchlight calibrate queue.jsonl labels.csv -o site.yml
      """)

  @OptionGroup var judged: JudgedOptions
  @OptionGroup var rules: RuleOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The overlay. Default: standard output.", valueName: "site.yml"),
    completion: .file())
  var output: String?

  func run() throws {
    let library = try rules.load()
    var claims = judged.claims(library.files)
    try claims.write(output)
    let calibration = try Calibration(judged.evaluation(depths: [50]), library: library)
    let text = CalibrationText(calibration)
    let file = try OutputFile(output)
    try file.write(Array(text.overlay(named: "calibrated").utf8))
    try file.commit()
    Messages.note(text.comparison.trimmingCharacters(in: .newlines))
  }
}
