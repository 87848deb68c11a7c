import Generated
@testable import Scanning

/// Makes patterns of every construct that the engine analyses, and of some that it does not.
struct RandomPatterns {
  private var generator: SeededGenerator

  private static let words = [
    "arrived", "weekend", "passport", "special", "tonight", "señorita",
  ]

  /// A few of the Unicode properties: the engine tells only so many apart in one rule book.
  private var properties: [String] = []

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    properties = Array(
      [
        "[[:alpha:]]", "[[:^alpha:]]", "[[:punct:]]", "\\p{L}", "\\P{L}", "[^\\p{L}]", "\\p{Lu}",
        "(?-i:\\p{Lu})", "[[:upper:]]", "\\p{N}", "[\\x{1F300}-\\x{1FAFF}]", "[[:^digit:]]",
        "[[:space:]]",
      ].shuffled(using: &generator).prefix(3))
  }

  /// A pattern that PCRE2 accepts.
  mutating func next() -> String {
    while true {
      let pattern = pattern()
      do throws(PatternError) {
        _ = try CompiledPattern(pattern, justInTime: false)
        return pattern
      } catch { continue }
    }
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices.randomElement(using: &generator) ?? ""
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func literal() -> String {
    if chance(30) { return pick(Self.words) }
    return pick([
      "spa", "new", "in", "town", "girl", "call", "ab", "18", "19", "oh", "seven", "bob", "x", "le",
      "e", "er", "niña", "é", "ß", "чай", "ты", "🌹", "café", "_", "Ñ", "\\x{e9}", "\\Qa.b\\E",
      "kiss", "s", "k",
    ])
  }

  private mutating func set() -> String {
    if chance(15) { return pick(properties) }
    return pick([
      "\\d", "\\w", "[a-z]", "[0-9]", "\\s", "[- ]", "[^\\s]", "\\W", "[\\W_]", ".", "[aeiou]",
      "[^a-m]", "\\S", "\\D", "[a-z0-9_.]", "[áéí]", "[à-ÿ]", "[^é]", "[а-я]", "\\h", "\\N",
      "[^\\W\\d]", "[\\d\\s]", "(?-i:A)", "[]x]", "[^]x]", "[\\n ]", "(?s:.)", "[k-t]",
      "[[:xdigit:]]",
    ])
  }

  private mutating func atom(_ depth: Int) -> String {
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<46: return literal()
    case 46..<56: return set()
    case 56..<64: return pick([" ", "\\$", "@", "\\.", "/", "'", "-", ":", "_", "\\n", "#", "\\ "])
    case 64..<82 where depth > 0:
      let count = Int.random(in: 1...3, using: &generator)
      let open = pick([
        "(?:", "(", "(?i:", "(?-i:", "(?<n\(Int.random(in: 0..<9999, using: &generator))>", "(?:",
      ])
      return open + (0..<count).map { _ in sequence(depth - 1) }.joined(separator: "|") + ")"
    case 82..<86 where depth > 0: return "(?>" + sequence(depth - 1) + ")"
    case 86..<90 where depth > 0:
      return pick(["(?=", "(?!", "(?<=", "(?<!"])
        + pick([
          "\\d", "\\w", "e", " ", "\\s|$", "^|\\s", sequence(depth - 1), ".{0,5}x", "\\W|\\z",
        ]) + ")"
    case 90..<92:
      return pick(["\\b", "\\B", "^", "$", "(?m)^", "(?m)$", "\\A", "\\z", "\\Z", "(?i)", "(?-i)"])
    default: return literal()
    }
  }

  private mutating func quantified(_ atom: String) -> String {
    guard chance(22) else { return atom }
    let isOne =
      atom.unicodeScalars.count == 1 || atom.hasPrefix("(") || atom.hasPrefix("[")
      || (atom.hasPrefix("\\") && atom.unicodeScalars.count == 2)
    let body = isOne ? atom : "(?:" + atom + ")"
    return body
      + pick([
        "?", "?", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}", "??", "*?", "+?", "{1,2}?",
        "{3,12}", "?+", "*+", "++", "{0,20}", "{5}",
      ])
  }

  private mutating func sequence(_ depth: Int) -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in quantified(atom(depth)) }.joined()
  }

  private mutating func pattern() -> String {
    var text = sequence(2)
    for _ in 0..<Int.random(in: 0...2, using: &generator) {
      text += pick([" ", "", " ?", "\\s+", "[- ]?", "\\b", "[^.]{0,9}", ".*?"]) + sequence(2)
    }
    // Words far apart: one of them can tell whether the others are worth a try.
    if chance(30) {
      text += pick([" (?:\\w+ )?", "\\s(?:\\w+\\s)*", ".{0,30}", " .* "])
      text += "(?:" + pick(Self.words) + "|" + pick(Self.words) + pick(["", "|call"]) + ")"
    }
    if chance(40) { text = "\\b" + text }
    if chance(40) { text += "\\b" }
    switch Int.random(in: 0..<50, using: &generator) {
    case 0: text = "^" + text
    case 1: text += "$"
    case 2: text = "(?<!\\d)" + text
    case 3: text += "(?!\\w)"
    case 4, 5: text += "(?=.{0,12}\\b" + literal() + ")"
    case 6: text += "(?! " + literal() + ")"
    case 7: text = "(?<!in )" + text
    case 8: text = "(?=.*" + literal() + ")" + text
    case 9: text = "(?>" + text + ")" + literal()
    case 10: text = "(" + literal() + "|" + literal() + ")" + text + "\\1"
    case 11: text = "\\B" + text
    case 12:
      text =
        "(?x) " + literal() + "  # a comment\n "
        + text.replacing(" ", with: "\\ ").replacing("#", with: "\\#") + " + "
    case 13: text = "(?s)" + text
    case 14: text = "(?m)" + text
    case 15: text = "(?|" + text + "|" + literal() + ")"
    case 16: text = literal() + text + "\\K" + literal()
    case 17: text = "(?:" + text + "){2}"
    case 18: text = "(?<w>" + literal() + ")" + text + "\\k<w>"
    default: break
    }
    return text
  }
}
