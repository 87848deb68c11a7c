import Foundation

/// A page of texts that are marked with the families that their rules should find.
///
///     # a comment
///     measures: debt wages
///     debt wages | Flight and rent come out of your pay.
///     - | Paid every Friday.
///
/// `measures:` names the families that the page is about; others are not compared. Before the first
/// ` | ` of a line stand the families of its text, or `-` if there are none.
struct RulePage {
  /// One line of the page.
  struct Case {
    /// Empty where nothing is to be found.
    var families: Set<String>
    var text: String
    /// In the page, 1-based.
    var line: Int
  }

  var name: String
  /// Families that are compared.
  var measures: Set<String> = []
  var cases: [Case] = []

  /// Reads `Cases/<name>.txt` beside this file.
  ///
  /// - Throws: `BadLine` for a line that has no mark or a family that the page does not measure.
  init(_ name: String) throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Cases/\(name).txt")
    self.name = name
    let page = try String(contentsOf: url, encoding: .utf8)
    for (index, line) in page.components(separatedBy: "\n").enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("measures:") {
        measures = Set(line.dropFirst(9).split(separator: " ").map(String.init))
        continue
      }
      guard let bar = line.range(of: " | ") else {
        throw BadLine(page: name, line: index + 1, fault: "no ' | '")
      }
      let marks = line[..<bar.lowerBound].split(separator: " ").map(String.init)
      let families = Set(marks == ["-"] ? [] : marks)
      guard families.isSubset(of: measures), !marks.isEmpty else {
        throw BadLine(page: name, line: index + 1, fault: "marks that are not measured")
      }
      cases.append(
        Case(families: families, text: String(line[bar.upperBound...]), line: index + 1))
    }
  }

  /// A line of a page that cannot be read.
  struct BadLine: Error {
    var page: String
    var line: Int
    var fault: String
  }
}
