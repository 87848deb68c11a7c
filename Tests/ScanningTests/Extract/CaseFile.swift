import Foundation
import Model

/// A page of marked cases: lines of text, each with what extraction must read from it.
///
///     # a comment; `## heading` likewise
///     measures: age age.minor
///     I'm 22 => age 22
///     T: the title || the text => age 21; !age.young
///     first line\nsecond line =>
///
/// `measures:` names the kinds and facts that the page is about; others are not compared. Behind
/// `=>` stand the identifiers in any order, in the spelling of `Identifier.Value.caseForm`, and
/// facts behind `!`. A text without `T:` is a body.
struct CaseFile {
  /// One line of the page.
  struct Case {
    var title: String
    var text: String
    /// Sorted.
    var expected: [String]
    /// In the page, 1-based.
    var line: Int
    /// As written, for messages.
    var source: String
  }

  var name: String
  /// Kinds and facts that are compared.
  var measures: Set<String>
  var cases: [Case]

  /// Reads `Cases/<name>.txt` beside this file.
  init(_ name: String) throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Cases/\(name).txt")
    self.name = name
    measures = []
    cases = []
    let page = try String(contentsOf: url, encoding: .utf8)
    for (index, line) in page.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("measures:") {
        measures = Set(line.dropFirst(9).split(separator: " ").map(String.init))
      }
      guard !line.hasPrefix("#"), let arrow = line.range(of: "=>", options: .backwards) else {
        continue
      }
      var input = line[..<arrow.lowerBound].trimmingCharacters(in: .whitespaces)
      let expected = line[arrow.upperBound...].components(separatedBy: "; ")
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
      input = input.replacingOccurrences(of: "\\n", with: "\n")
      var (title, text) = ("", input)
      if input.hasPrefix("T: ") {
        let parts = input.dropFirst(3).components(separatedBy: " || ")
        (title, text) = (parts[0], parts.dropFirst().joined(separator: " || "))
      }
      cases.append(
        Case(
          title: title, text: text, expected: expected.sorted(), line: index + 1,
          source: String(line)))
    }
  }
}

/// How well extraction reads a page of cases.
struct CaseScore {
  /// Of identifiers alone: facts follow from them.
  var truePositives = 0
  var falsePositives = 0
  var falseNegatives = 0
  /// Cases in which everything agreed, facts included.
  var exact = 0
  var total = 0
  /// What disagreed, a line each.
  var problems: [String] = []

  var precision: Double { ratio(truePositives, falsePositives) }
  var recall: Double { ratio(truePositives, falseNegatives) }
  var exactShare: Double { Double(exact) / Double(max(total, 1)) }

  var f1: Double {
    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }

  /// The score of the page `name`, printed with all that disagrees.
  static func measure(_ name: String) throws -> CaseScore {
    let score = CaseScore(try CaseFile(name))
    print(score.summary(name))
    for problem in score.problems { print(problem) }
    return score
  }

  /// Compares what extraction reads with what `page` expects.
  init(_ page: CaseFile) {
    let measured = page.measures
    func isMeasured(_ item: String) -> Bool {
      let head = item.split(separator: " ").first ?? ""
      return measured.contains(String(head.hasPrefix("!") ? head.dropFirst() : head))
    }
    for entry in page.cases {
      let expected = entry.expected.filter(isMeasured)
      let found = ReadText(title: entry.title, entry.text).forms.filter(isMeasured).sorted()
      total += 1
      if expected == found {
        exact += 1
      } else {
        problems.append("\(page.name):\(entry.line): \(entry.source)\n    read: \(found)")
      }
      var missing = expected.filter { !$0.hasPrefix("!") }
      for item in found where !item.hasPrefix("!") {
        if let index = missing.firstIndex(of: item) {
          missing.remove(at: index)
          truePositives += 1
        } else {
          falsePositives += 1
        }
      }
      falseNegatives += missing.count
    }
  }

  /// One line for the test log.
  func summary(_ name: String) -> String {
    let percent = { (share: Double) in String(format: "%.1f %%", share * 100) }
    return
      "cases \(name): \(total) lines, \(percent(exactShare)) exact, precision \(percent(precision)), recall \(percent(recall)), F1 \(String(format: "%.3f", f1))"
  }

  private func ratio(_ hits: Int, _ misses: Int) -> Double {
    hits + misses == 0 ? 1 : Double(hits) / Double(hits + misses)
  }
}

extension Identifier.Value {
  /// The kind and what is stated, as case files spell it.
  var caseForm: String {
    func text(_ number: Int?) -> String { number.map(String.init) ?? "" }
    switch self {
    case .phone(let value, let obscured), .email(let value, let obscured):
      return "\(kind) \(value)" + (obscured ? " obscured" : "")
    case .age(let years, let through):
      return "age \(years)" + (through.map { "-\($0)" } ?? "")
    case .clientAge(let minimum, let maximum):
      return "client-age \(text(minimum))-\(text(maximum))"
    case .price(let price):
      let fraction = price.cents % 100
      let amount =
        "\(price.cents / 100)" + (fraction == 0 ? "" : String(format: ".%02d", fraction))
      let minutes = price.minutes.map(String.init) ?? "-"
      return "price \(amount) \(price.currency ?? "-") \(minutes)"
        + (price.period.map { " \($0)" } ?? "")
    case .handle(let platform, let value), .wallet(let platform, let value),
      .payment(let platform, let value):
      return "\(kind) \(platform) \(value)"
    case .url(let value), .name(let value), .place(let value), .date(let value):
      return "\(kind) \(value)"
    case .height(let centimetres): return "height \(centimetres)"
    case .weight(let kilograms): return "weight \(kilograms)"
    }
  }
}
