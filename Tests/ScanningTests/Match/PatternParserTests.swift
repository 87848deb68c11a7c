import Testing

@testable import Scanning

@Suite struct PatternParserTests {
  private func parse(_ pattern: String) throws -> ParsedPattern {
    try PatternParser.parse(pattern, registry: KindRegistry(), cases: CaseVariants())
  }

  private func letters(_ text: String) -> PatternNode {
    let sets = text.utf8.map { byte in
      var set = SymbolSet(ascii: 1 << UInt128(byte))
      set.closeCase()
      return PatternNode.set(set)
    }
    return sets.count == 1 ? sets[0] : .sequence(sets)
  }

  @Test(arguments: [
    ("ab", "(?x) a  b # both"), ("ab", "a(?#first)b"), ("ab", "\\Qab\\E"), ("ab", "(?:a)(b)"),
    ("ab", "(?<name>a)(?'other'b)"), ("a", "(?x: a )"), ("a", "\\x61"), ("a", "\\x{0061}"),
    ("ab", "(?xx)[ a ]b"), ("a", "a{1}"), ("ab", "ac{0}b"),
  ])
  func `spelling does not matter`(plain: String, other: String) throws {
    #expect(try parse(other) == ParsedPattern(node: letters(plain), approximations: []))
  }

  @Test func `literals take both cases outside ASCII too, unless case counts`() throws {
    guard case .set(let set) = try parse("é").node else { Issue.record("no set"); return }
    #expect(set.exceptions == [0xC9, 0xE9] && set.ascii == 0 && set.kinds == 0)
    guard case .set(let sharp) = try parse("ß").node else { Issue.record("no set"); return }
    #expect(sharp.exceptions == [0xDF, 0x1E9E])
    guard case .set(let exact) = try parse("(?-i)é").node else { Issue.record("no set"); return }
    #expect(exact.exceptions == [0xE9])
  }

  @Test(arguments: [
    ("[^a]", "b", true), ("[^a]", "A", false), ("[]x]", "]", true), ("[^]x]", "]", false),
    ("[a-c-]", "-", true), ("[\\d.]", "7", true), ("[^\\W\\d]", "7", false),
    ("[^\\W\\d]", "_", true), ("[[:^digit:]]", "7", false), ("[[:xdigit:]]", "F", true),
    (".", "\n", false), ("(?s:.)", "\n", true), ("\\N", "\n", false), ("\\H", " ", false),
    ("\\v", "\n", true), ("\\$", "$", true), ("[\\b]", "\u{8}", true), ("\\D", "7", false),
  ])
  func `sets hold what PCRE2 says`(pattern: String, character: Character, isMember: Bool) throws {
    guard case .set(let set) = try parse(pattern).node else { Issue.record("no set"); return }
    #expect(set.contains(ascii: character.asciiValue ?? 0) == isMember)
  }

  @Test(arguments: [
    ("a(?=bc)", ["look-ahead"]), ("(?<!ab)c", ["look-behind"]), ("(a)\\1", ["back-reference"]),
    ("(?<n>a)\\k<n>", ["back-reference"]), ("(?>ab)c", ["atomic group"]),
    ("a++b", ["possessive quantifier"]), ("a$", ["$ before a final line feed"]),
    ("(?:a?)*b", ["repeated group that can be empty"]), ("a\\R", ["\\R"]),
    ("\\ba\\B", []), ("a(?!\\d)", []), ("(?<=\\s|^)a", []), ("a(?=\\s|$)", []), ("(?m)^a$", []),
    ("a\\z", []), ("(?:a+b)*?c", []),
  ])
  func `what the tree matches too much is named`(pattern: String, reasons: [String]) throws {
    #expect(try parse(pattern).approximations == reasons)
  }

  @Test(arguments: [
    ("a(?R)?", "(?R…)"), ("(?(1)a|b)", "(?(…)"), ("a\\Kb", "\\K"), ("\\Ga", "\\G"),
    ("\\X", "\\X"), ("(*ANYCRLF)a", "(*…)"), ("(?=a)+b", "a repeated assertion"),
    ("(?1)(a)", "(?1…)"), ("a{,3}", "a count such as {,n}"), ("(?&n)(?<n>a)", "(?&…)"),
    ("(?P>n)(?<n>a)", "(?P…)"), ("\\012", "\\0"), ("(?C)a", "(?C…)"), ("\\cA", "\\c"),
  ])
  func `what is not known is named, not guessed`(pattern: String, construct: String) {
    #expect(throws: UnsupportedConstruct(construct: construct)) { try parse(pattern) }
  }

  @Test func `lengths are counted in code points`() throws {
    #expect(try parse("a{2,3}(?:bc|é)d?").node.lengths == LengthRange(minimum: 3, maximum: 6))
    #expect(try parse("a+").node.lengths == LengthRange(minimum: 1, maximum: nil))
    #expect(try parse("\\b(?=abc)").node.lengths == LengthRange(minimum: 0, maximum: 0))
  }
}
