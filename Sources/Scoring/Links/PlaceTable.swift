/// The places that ads state, each under one number.
///
/// Spellings that differ in case, white space or punctuation alone are one place, shown as the
/// spelling that comes first by its bytes.
struct PlaceTable {
  private var numbers: [String: UInt32] = [:]
  /// Numbers of spellings that were met, as they were written.
  private var numbersOfSpellings: [String: UInt32] = [:]
  private static let knownSpellings = 1 << 16
  /// How places are shown, by number.
  private(set) var spellings: [String] = []

  /// The number of `place`, from 1 on.
  mutating func number(of place: String) -> UInt32 {
    if let number = numbersOfSpellings[place] { return number }
    if numbersOfSpellings.count >= Self.knownSpellings { numbersOfSpellings.removeAll() }
    let number = numberOfNew(place)
    numbersOfSpellings[place] = number
    return number
  }

  private mutating func numberOfNew(_ place: String) -> UInt32 {
    let trimmed = Self.trimmed(place)
    let key = Self.key(trimmed)
    if let number = numbers[key] {
      let index = Int(number) - 1
      if trimmed.utf8.lexicographicallyPrecedes(spellings[index].utf8) {
        spellings[index] = trimmed
      }
      return number
    }
    spellings.append(trimmed)
    let number = UInt32(spellings.count)
    numbers[key] = number
    return number
  }

  private static func trimmed(_ place: String) -> String {
    place.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func key(_ place: String) -> String {
    place.lowercased().split { $0 == " " || $0 == "," || $0 == "." }.joined(separator: " ")
  }
}
