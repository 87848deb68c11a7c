/// Reads words for digits whose letters stand one by one: "f i v e", "s-e-v-e-n".
struct SpelledLetters: Sendable {
  private static let words: [[UInt8]] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
  ].map { Array($0.utf8) }

  /// The first letters, with what must stand behind each; see `Followers`.
  static let followers: [String: [String]] = {
    var followers: [String: [String]] = [:]
    for word in words {
      let rest = word.dropFirst().map { " " + String(UnicodeScalar($0)) }.joined()
      followers[String(UnicodeScalar(word[0])), default: []].append(rest)
    }
    return followers
  }()

  /// The digit that the lone letters from token `first` on spell, with the last of them; nil where
  /// they spell none or go on to something longer ("s i x t y").
  func word(at first: Int, _ field: FieldTokens) -> (value: UInt64, last: Int)? {
    guard let found = match(at: first, field) else { return nil }
    let next = found.last + found.step
    guard isLone(next, field), field.tokens[next].isAfterSpace || found.step == 2 else {
      return (found.value, found.last)
    }
    return match(at: next, field) == nil ? nil : (found.value, found.last)
  }

  private func isLone(_ index: Int, _ field: FieldTokens) -> Bool {
    index < field.tokens.count && field.tokens[index].kind == .letters
      && field.tokens[index].byteCount == 1
  }

  private func match(
    at first: Int, _ field: FieldTokens
  ) -> (value: UInt64, last: Int, step: Int)? {
    guard isLone(first, field), first + 2 < field.tokens.count else { return nil }
    let isJoined = field.isSymbol(first + 1, "-")
    let step = isJoined ? 2 : 1
    for (value, word) in Self.words.enumerated() {
      let last = first + step * (word.count - 1)
      guard last < field.tokens.count, field.tokens[first].key == UInt64(word[0]) else { continue }
      var holds = true
      for (place, letter) in word.enumerated().dropFirst() where holds {
        let index = first + step * place
        holds =
          isLone(index, field) && field.tokens[index].key == UInt64(letter)
          && !field.tokens[index].flags.contains(.lineStart)
          && (isJoined ? field.isSymbol(index - 1, "-") : field.tokens[index].isAfterSpace)
      }
      if holds { return (UInt64(value), last, step) }
    }
    return nil
  }
}
