import Generated
@testable import Scanning

/// Rules and ads as people write them, from a list of words.
struct GeneratedRules {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let words = """
    new town available tonight weekend visiting special passport agency housing provided deposit \
    petite young sweet friend sister driver manager hotel airport interstate cash gift card text \
    call only private upscale gentlemen licensed massage therapist studio opening staff every week \
    fresh arrived leaving tomorrow sunday debt repay wages withheld documents retained visa student \
    sponsor abroad dancer hostess wanted experience required english señorita niña mañana español \
    café garçon über straße привет город новая квартира девушка работа
    """.split(separator: " ").map(String.init)

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  private mutating func word() -> String { pick(Self.words) }

  /// A pattern.
  mutating func next() -> String {
    let (a, b, c) = (word(), word(), word())
    switch Int.random(in: 0..<16, using: &generator) {
    case 0, 1: return "\\b\(a)" + pick(["", "s?", "(?:s|ed)?", "(?:ing)?"]) + "\\b"
    case 2: return "\\b\(a)\\s+\(b)\\b"
    case 3, 4: return "\\b(?:\(a)|\(b))[- ]?(?:\(c)|\(word()))\\b"
    case 5: return "\\b\(a) (?:the |my |a )?\(b)s?\\b"
    case 6: return "\\b\\d{1,3} ?(?:\(a.prefix(4))|\(b))s?\\b"
    case 7: return "\\b(?:\(a)|\(b.prefix(3))) ?[:=#-]? ?\\d{2,5}\\b"
    case 8: return "\\b[a-z]{2,3}\\d{3,5}" + pick(["\\b", "(?!\\d)"])
    case 9: return "\\b\(a)\\b(?=.{0,30}\\b(?:\(b)|\(c))\\b)"
    case 10:
      return "\\b(?:\(a)s?|\(b))\\b(?!\\s\(c))[^.!?]{0,40}\\b(?:\(word())|\(c))\\s(?:by|with|at)\\b"
    case 11: return "(?x) \\b (?: \(a) | \(b) s? ) \\s+ \(c)  # words\n \\b"
    case 12: return "(?<!\\w)[#@]\(a)\\w{0,8}"
    case 13: return pick(["🌹", "🍒", "[👑💋]"]) + pick(["", "\\s?\\d{2,4}\\b"])
    case 14: return "\\b(?:\(a)|\(b)|\(c)|\(word()))\\W{1,3}(?:\(word())|\(word()))\\b"
    default: return "\\b\(a)\\w*[^.!?\\n]{0,25}\\b\(b)\\b"
    }
  }

  /// An ad, normalised.
  mutating func text() -> [UInt8] {
    var text = ""
    for _ in 0..<Int.random(in: 0...120, using: &generator) {
      var word = word()
      switch Int.random(in: 0..<12, using: &generator) {
      case 0: word = word.uppercased()
      case 1: word += "s"
      case 2: word = String(Int.random(in: 0...9999, using: &generator))
      case 3: word = pick(["🌹", "🍒", "👑", "the", "my", "a", "by", "with", "at", "#", "@home"])
      default: break
      }
      text += word + pick([" ", " ", " ", " ", " ", "-", ", ", ". ", "\n", "! ", ""])
    }
    return Array(text.utf8)
  }
}
