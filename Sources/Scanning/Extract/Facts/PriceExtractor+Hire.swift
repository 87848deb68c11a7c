/// Ladders of prices that say nothing of a visit: what is taught, played or hired by the hour.
extension PriceExtractor {
  /// How many tokens before a ladder may name what it is for.
  private static let subjectReach = 12

  /// Whether the words before token `first`, on its line, name lessons, a court or things for hire.
  ///
  /// Their prices are read all the same; only the ladder is no fact of its own.
  static func isForHire(_ first: Int, _ field: FactField) -> Bool {
    var at = first
    while at > 0, first - at < subjectReach, !field.startsLine(at) {
      at -= 1
      for word in hireWords where field.isWord(at, word) { return true }
    }
    return false
  }

  private static let hireWords: [WordKey] = [
    "lesson", "lessons", "classes", "tuition", "coaching", "tutoring", "court", "courts", "hire",
    "rental", "rentals", "kayak", "kayaks", "canoe", "canoes", "boat", "boats", "bike", "bikes",
    "scooter", "scooters", "bicycle", "bicycles", "karts", "bowling", "parking", "clase", "clases",
    "cancha", "canchas", "alquiler", "renta", "rentamos", "curso", "cursos", "bicis", "lancha",
    "lanchas", "patines", "ensayo", "tutoría",
  ]
}
