internal import Model

/// Reads dates and ranges of dates, as written: "till Sunday", "Feb 3-6", "this weekend".
struct DateExtractor: Sendable {
  /// The words that start a date without a digit, in lower case.
  static let startingWords =
    DateWords.all.filter {
      !$0.parts.isDisjoint(with: [.near, .until, .from, .thisNext, .shortDay, .looseDay])
    }.map(\.word) + DateWords.weekdays.flatMap(\.listedWords) + DateWords.comingSpans.map(\.span)

  /// What must stand behind those that are none alone; see `Follower`.
  static let followers: [String: [String]] = {
    func starts(of words: [String]) -> [String] {
      Set(words.map { " " + String($0.unicodeScalars.prefix(3)) }).sorted()
    }
    func words(_ parts: DateWords.Parts) -> [String] {
      DateWords.all.filter { !$0.parts.isDisjoint(with: parts) }.map(\.word)
    }
    let (english, spanish) = (
      starts(of: DateWords.weekdays[0].listedWords + ["weekend", "wknd"]),
      starts(of: DateWords.weekdays[1].listedWords)
    )
    let others = starts(of: DateWords.weekdays[2...].flatMap(\.listedWords) + words(.looseDay))
    let near = starts(of: words(.near) + ["today", "hoy"])
    let behindUntil =
      ["the", "this", "next", "a"].flatMap { word in english.map { " \(word)\($0)" } }
      + ["el", "este"].flatMap { word in spanish.map { " \(word)\($0)" } }
    let spans = starts(of: words(.span) + ["fin", "fim"])
    let links = starts(of: words(.to))
    let until = Set(DateWords.until.listedWords)
    let known = until.union((DateWords.next + " " + DateWords.from).listedWords)
    var followers: [String: [String]] = [:]
    for (word, parts) in DateWords.all where !parts.contains(.near) {
      var behind: [String] = []
      let days = known.contains(word) ? english + spanish : others
      if !parts.isDisjoint(with: [.until, .from]) { behind += days + near }
      if until.contains(word) { behind += behindUntil }
      if word == "jusqu" || word == "fino" { behind += ["'", " a"] }
      if parts.contains(.thisNext) { behind += days + spans }
      if parts.contains(.shortDay) { behind += ["-", " - "] }
      if parts.contains(.looseDay) { behind += [" a ", " à ", "-"] }
      if !behind.isEmpty { followers[word, default: []] += behind }
    }
    for (number, list) in DateWords.weekdays.enumerated() {
      let behind = ["-", " - ", "/"] + links + (number == 0 ? [".-"] + links.map { "." + $0 } : [])
      for word in list.listedWords { followers[word, default: []] += behind }
    }
    for (span, coming) in DateWords.comingSpans {
      followers[span, default: []].append(" " + coming)
    }
    return followers
  }()

  /// Appends the dates of `field`; what is claimed already is left alone.
  func extract(from field: FactField, into found: inout Extraction) {
    let reader = DateReader(field: field)
    var next = 0
    for index in field.starters where index >= next {
      guard let (first, last) = reader.date(at: index, from: next), !field.hasGap(first, last)
      else { continue }
      if field.isFree(first, last) {
        let text = field.source.string(field.source.range(first, last))
        field.state(.date(text), first, last, in: &found)
      }
      next = last + 1
    }
  }
}
