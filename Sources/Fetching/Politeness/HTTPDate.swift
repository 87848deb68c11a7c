internal import Model

/// The three date forms of HTTP. Source: RFC 9110, section 5.6.7.
enum HTTPDate {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
  /// `Sun Nov  6 08:49:37 1994`; nil for anything else.
  static func instant(_ text: String) -> Instant? {
    let words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
    guard words.count >= 5 else { return nil }
    let isSystemForm = months.contains(words[1])
    let (dayWord, monthWord) = isSystemForm ? (words[2], words[1]) : (words[1], words[2])
    let (yearWord, timeWord) = isSystemForm ? (words[4], words[3]) : (words[3], words[4])
    let clock = timeWord.split(separator: ":").map { Int($0) }
    guard let month = months.firstIndex(of: monthWord), let day = Int(dayWord),
      var year = Int(yearWord), clock.count == 3, let hour = clock[0], let minute = clock[1],
      let second = clock[2]
    else { return nil }
    // Two digits: RFC 9110 reads what would be more than 50 years ahead as past.
    if yearWord.utf8.count == 2 { year += year < 77 ? 2000 : 1900 }
    return Instant(
      year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
  }
}
