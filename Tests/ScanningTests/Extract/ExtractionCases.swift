import Foundation
import Testing

/// A file of marked examples beside the tests: `expected values | text`, one a line.
struct ExtractionCases {
  /// One example: what a text states, as the words before the bar, and the text.
  struct Case: CustomTestStringConvertible {
    let line: Int
    let expected: [String]
    let text: String

    var testDescription: String { "line \(line)" }
  }

  let name: String
  let cases: [Case]

  /// - Parameter name: a file in `Cases/`. Lines that start with `#` are comments; `-` before the
  ///   bar expects nothing; `\n` in a text is a line feed.
  init(_ name: String) throws {
    self.name = name
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Cases").appendingPathComponent(name)
    var cases: [Case] = []
    let lines = try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let bar = try #require(line.range(of: " | "), "line \(index + 1) has no bar")
      let expected = line[..<bar.lowerBound].split(separator: " ").map(String.init)
      cases.append(
        Case(
          line: index + 1, expected: expected == ["-"] ? [] : expected,
          text: line[bar.upperBound...].replacingOccurrences(of: "\\n", with: "\n")))
    }
    self.cases = cases
  }
}

/// How well what was read agrees with what is there.
struct Agreement {
  private(set) var found = 0
  private(set) var right = 0
  private(set) var expected = 0
  private(set) var exact = 0
  private(set) var cases = 0
  private(set) var mistakes: [String] = []

  var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
  var recall: Double { expected == 0 ? 1 : Double(right) / Double(expected) }
  var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
  var exactShare: Double { cases == 0 ? 1 : Double(exact) / Double(cases) }

  /// Counts one case; values are compared as multisets.
  mutating func add(_ read: [String], _ example: ExtractionCases.Case) {
    var rest = example.expected
    var right = 0
    for value in read {
      if let index = rest.firstIndex(of: value) {
        rest.remove(at: index)
        right += 1
      }
    }
    cases += 1
    found += read.count
    expected += example.expected.count
    self.right += right
    if rest.isEmpty && right == read.count {
      exact += 1
    } else {
      mistakes.append("line \(example.line): read \(read), expected \(example.expected)")
    }
  }

  /// One line for the log of a test run.
  func summary(_ name: String) -> String {
    func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
    return "\(name): \(cases) cases, precision \(percent(precision)), recall \(percent(recall)), "
      + "F1 \(String(format: "%.3f", f1)), exact \(percent(exactShare))"
  }
}
