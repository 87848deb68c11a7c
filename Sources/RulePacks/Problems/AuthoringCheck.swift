internal import Foundation
internal import Model

/// Checks of rules that need no matcher: personal data in examples, and near misses.
package enum AuthoringCheck {
  /// Reports what is found in `rule`.
  package static func run(_ rule: Rule, problems: ProblemList) {
    for example in rule.examples + rule.counterexamples + rule.knownMisses {
      if let what = personalData(in: example) {
        problems.add(.personalData(what), at: rule.location, rule: rule.id)
      }
    }
    if rule.counterexamples.count >= 2 && !hasNearMiss(rule) {
      problems.add(.noNearMiss, at: rule.location, rule: rule.id)
    }
  }

  /// A counterexample that shares a word of three letters or more with what the examples mark, or
  /// with the whole of them where marks hold no word.
  private static func hasNearMiss(_ rule: Rule) -> Bool {
    let marked = rule.examples.compactMap(MarkedText.init).flatMap { example in
      example.spans.map { String(decoding: Array(example.text.utf8)[$0.range], as: UTF8.self) }
    }
    let words = Set(marked.flatMap(words))
    if words.isEmpty { return true }
    return rule.counterexamples.contains { !words.isDisjoint(with: Self.words($0)) }
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).flatMap { word in
      if word.unicodeScalars.contains(where: isUnspaced) { return pairs(word) }
      let isLong = word.count >= 3 || word.unicodeScalars.contains { !$0.isASCII }
      return isLong || word.contains(where: \.isNumber) ? [word] : []
    }
  }

  /// Whether the script of `scalar` writes no space between words.
  private static func isUnspaced(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF: true
    default: false
    }
  }

  /// What such a script has for words: every two characters that stand together.
  private static func pairs(_ text: String) -> [String] {
    let characters = Array(text)
    return zip(characters, characters.dropFirst()).map { String([$0, $1]) }
  }

  /// Telephone numbers other than NPA-555-01xx, and addresses other than example.org's.
  private static func personalData(in text: String) -> String? {
    let plain = text.filter { $0 != "⟦" && $0 != "⟧" }
    let phone = /(?:\+?1[-. ]?)?\(?([2-9][0-9]{2})\)?[-. ]?([2-9][0-9]{2})[-. ]?([0-9]{4})(?![0-9])/
    for match in plain.matches(of: phone)
    where match.2 != "555" || !match.3.hasPrefix("01") {
      return "a telephone number"
    }
    let address = /[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/
    for match in plain.matches(of: address) where !isReserved(String(match.1)) {
      return "an e-mail address"
    }
    return nil
  }

  /// Source: RFC 2606, reserved names for documentation.
  private static func isReserved(_ domain: String) -> Bool {
    ["example.org", "example.com", "example.net"].contains {
      domain == $0 || domain.hasSuffix("." + $0)
    }
      || domain.hasSuffix(".example")
  }
}
