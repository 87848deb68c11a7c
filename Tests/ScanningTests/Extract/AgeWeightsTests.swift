import Foundation
import Testing

@testable import Scanning

/// The weights of `AgeEvidence`: recorded with `SEARCHLIGHT_RECORD=1`, which takes minutes and needs the
/// job ads beside the package; all other runs measure what is recorded.
@Suite struct AgeWeightsTests {
  @Test func `weights alone tell most ages of the marked pages`() throws {
    let samples = try AgeSample.all()
    if ProcessInfo.processInfo.environment["SEARCHLIGHT_RECORD"] == "1" {
      try Self.record(samples)
      Issue.record("recorded the weights of ages")
      return
    }
    let ages = samples.filter { $0.decided != .none }
    let right = ages.count { $0.decided == $0.label }
    let all = samples.count { $0.label != .none }
    print(
      "weights of ages: \(samples.count) numbers, \(right) of \(all) read, \(ages.count - right) wrong"
    )
    #expect(samples.count > 5_000)
    #expect(Double(right) >= 0.97 * Double(ages.count) && Double(right) >= 0.8 * Double(all))
  }

  @Test func `names of weights are those of the bits that they belong to`() {
    #expect(AgeWeights.roleNames.count == 64)
    #expect(AgeWeights.roleNames.firstIndex(of: "clauseEnd") == Self.bit(FactWord.Roles.clauseEnd))
    #expect(AgeWeights.roleNames.firstIndex(of: "selfBe") == Self.bit(FactWord.Roles.selfBe))
    #expect(AgeWeights.signNames.firstIndex(of: "glued") == Self.bit(AgeSigns.glued))
    #expect(AgeWeights.signNames.last == "kin")
    #expect(AgeWeights.signNames.count == Self.bit(AgeSigns.kin) + 1)
  }

  private static func bit(_ set: FactWord.Roles) -> Int { set.rawValue.trailingZeroBitCount }

  private static func bit(_ set: AgeSigns) -> Int { set.rawValue.trailingZeroBitCount }

  /// Fits the weights and writes them as source.
  private static func record(_ samples: [AgeSample]) throws {
    let places = AgeEvidence.placeCount
    let points = AgeWeightsFit(samples, count: places * 128 + 64).points
    func numbers(_ numbers: [Int]) -> String {
      numbers.map { String(repeating: " ", count: max(0, 5 - "\($0)".count)) + "\($0)" }.joined()
    }
    func rows(_ names: [String], _ columns: (Int) -> [(stated: Int, asked: Int)]) -> String {
      names.enumerated().compactMap { bit, name in
        let row = columns(bit)
        guard row.contains(where: { $0.stated != 0 || $0.asked != 0 }) else { return nil }
        return "    " + name.padding(toLength: 12, withPad: " ", startingAt: 0)
          + numbers(row.map(\.stated)) + " " + numbers(row.map(\.asked))
      }.joined(separator: "\n")
    }
    let tables = [
      ("roles", rows(AgeWeights.roleNames) { bit in (0..<places).map { points[$0 * 128 + bit] } }),
      (
        "signs",
        rows(AgeWeights.signNames) { bit in (0..<places).map { points[$0 * 128 + 64 + bit] } }
      ),
      ("own", rows(AgeWeights.ownNames) { [points[places * 128 + $0]] }),
    ]
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../Sources/Scanning/Extract/Facts/AgeWeights+Fitted.swift")
    let head = try String(contentsOf: url, encoding: .utf8).prefix { $0 != "{" }
    let body = tables.map { "  static let \($0) = \"\"\"\n\($1)\n    \"\"\"\n" }.joined(
      separator: "\n")
    try "\(head){\n\(body)}\n".write(to: url, atomically: true, encoding: .utf8)
  }
}
