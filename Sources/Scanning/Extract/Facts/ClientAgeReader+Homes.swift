/// Homes for those past an age.
extension ClientAgeReader {
  /// "over 55 community", "55+ community": homes for those past an age.
  func isForOlder(_ years: Int, _ index: Int) -> Bool {
    guard (50...65).contains(years), field.isLetters(index), !field.startsLine(index) else {
      return false
    }
    return field.source.isWord(index, Self.community) && field.isCleanRight(index + 1)
  }

  /// "Senior apartments 62+": homes for those past an age.
  func isOfHomesForOlder(_ years: Int, _ first: Int, _ last: Int) -> Bool {
    guard (50...65).contains(years), first > 1, field.isOneLine(first - 2, first),
      field.isWord(first - 2, "senior") || field.isWord(first - 2, "seniors"),
      field.isCleanRight(last + 1)
    else { return false }
    for word: WordKey in ["housing", "living", "homes"] where field.isWord(first - 1, word) {
      return true
    }
    return field.isLetters(first - 1)
      && (field.source.isWord(first - 1, Self.apartments)
        || field.source.isWord(first - 1, Self.community))
  }

  private static let apartments = WordKey(lowercased: "apartments".utf8)
  private static let community = WordKey(lowercased: "community".utf8)
}
