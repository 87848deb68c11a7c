import Testing

@testable import Scanning

@Suite struct StartCheckTests {
  private func check(_ pattern: String) throws -> StartCheck {
    let registry = KindRegistry()
    let parsed = try PatternParser.parse(pattern, registry: registry, cases: CaseVariants())
    return StartCheck(
      StartExpander.starts(of: parsed.node, reach: StartCheck.reach - 1, registry: registry))
  }

  /// Whether the folded `text`, of nine symbols at least, may be a start behind its first symbol.
  private func passes(_ check: StartCheck, _ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return false }
      return check.bits.withUnsafeBufferPointer { bits in
        guard let bits = bits.baseAddress else { return false }
        return StartCheck.passes(
          start + 1, mask: check.mask, shift: check.shift, bits: bits)
      }
    }
  }

  @Test(arguments: [
    (
      "\\b(?:four|five|[1-9]\\d) (?:people|beds)\\b",
      [" four people", " five beds  ", " 00 peopleee"]
    ),
    ("\\b(?:new|young)\\s(?:staff)?", [" new xxxxxxx", " young staff"]),
    ("(?:ab)+c", ["zababababc  ", " abczzzzzzzz"]),
    ("\\w{2,}x", ["aaxbbbbbbbbb", "  0bcdefghij"]),
  ])
  func `every start passes`(pattern: String, starts: [String]) throws {
    let check = try check(pattern)
    for start in starts { #expect(passes(check, start)) }
  }

  @Test(arguments: [
    (
      "\\b(?:four|five|[1-9]\\d) (?:people|beds)\\b",
      ["four people ", " four houses", " 0 people  "]
    ),
    ("\\b(?:new|young)\\s(?:staff)?", [" newer xxxxx", " yeoman staff"]),
    ("(?:ab)+c", ["zabdababc   ", " bababababab"]),
  ])
  func `most of what is no start is turned away`(pattern: String, others: [String]) throws {
    let check = try check(pattern)
    for other in others { #expect(!passes(check, other)) }
  }

  @Test func `without starts every place will do`() {
    #expect(passes(StartCheck(PathList()), "anything at all"))
  }

  @Test func `too many starts end early and are still all let through`() throws {
    let words = (0..<40).map { "w\(UnicodeScalar(97 + $0 / 26)!)\(UnicodeScalar(97 + $0 % 26)!)" }
    let choice = "(?:" + words.joined(separator: "|") + ")"
    let check = try check("\\b\(choice) ?\(choice)")
    for word in words {
      #expect(passes(check, " \(word)waawab"))
      #expect(passes(check, " \(word) \(word)   "))
    }
    #expect(!passes(check, " qaa waa wab"))
  }
}
