/// Groups by which an evaluation is broken down, so that a queue that is worse for some people is
/// seen to be: the language of a text, and the nationality, ethnicity and gender words in it.
package enum TextGroups {
  /// Nationality, ethnicity and gender words, lower case, in English and Spanish.
  static let identityWords: Set<String> = [
    "african", "american", "arab", "asian", "black", "brazilian", "caribbean", "caucasian",
    "chinese", "colombian", "cuban", "dominican", "ebony", "european", "filipina", "filipino",
    "french", "german", "hispanic", "indian", "italian", "japanese", "korean", "latin", "latina",
    "latino", "mexican", "mixed", "persian", "polish", "puerto rican", "romanian", "russian",
    "spanish", "thai", "turkish", "ukrainian", "venezuelan", "vietnamese", "white",
    "boy", "boys", "female", "females", "gentleman", "gentlemen", "girl", "girls", "guy", "guys",
    "ladies", "lady", "male", "males", "man", "men", "trans", "woman", "women",
    "africana", "asiática", "brasileña", "chica", "chicas", "china", "colombiana", "cubana",
    "hombre", "hombres", "mexicana", "mujer", "mujeres", "muchacha", "muchachas", "negra", "rusa",
    "señorita", "venezolana",
  ]

  /// Small words that tell languages written in Latin letters apart.
  private static let smallWords: [(language: String, words: Set<String>)] = [
    ("en", ["the", "and", "for", "you", "with", "is", "are", "in", "to", "of", "my", "we"]),
    ("es", ["el", "la", "los", "las", "y", "para", "con", "de", "en", "por", "su", "una"]),
    ("fr", ["le", "les", "et", "des", "pour", "avec", "une", "du", "est", "dans"]),
    ("pt", ["o", "os", "e", "do", "da", "para", "com", "uma", "não", "por", "em"]),
    ("ro", ["și", "în", "la", "cu", "pentru", "este", "sau", "din", "nu"]),
    ("tl", ["ang", "ng", "mga", "sa", "na", "at", "ay", "para", "ako"]),
    ("vi", ["và", "của", "là", "có", "cho", "người", "không", "cần", "được"]),
  ]

  /// The identity words of `text`, each once, in order.
  package static func identityWords(in text: String) -> [String] {
    Set(words(text)).intersection(identityWords).sorted()
  }

  /// The language of `text`: by script where that tells, else by its small words; `und` where
  /// neither does or two languages tie.
  package static func language(of text: String) -> String {
    if let language = scriptLanguage(text) { return language }
    let found = words(text)
    let counts = smallWords.map { entry in
      (entry.language, found.count { entry.words.contains($0) })
    }.sorted { $0.1 > $1.1 }
    guard let best = counts.first, best.1 > 0, best.1 > counts[1].1 else { return "und" }
    return best.0
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter }.map(String.init)
  }

  private static func scriptLanguage(_ text: String) -> String? {
    var counts: [String: Int] = [:]
    var letters = 0
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      letters += 1
      let language: String? =
        switch scalar.value {
        case 0x0400...0x052F: "ru"
        case 0x0E00...0x0E7F: "th"
        case 0x3040...0x30FF: "ja"
        case 0x4E00...0x9FFF: "zh"
        case 0xAC00...0xD7AF: "ko"
        case 0x0600...0x06FF: "ar"
        default: nil
        }
      if let language { counts[language, default: 0] += 1 }
    }
    if let kana = counts["ja"], kana > 0, counts["zh"] != nil { return "ja" }
    guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
    return most.value * 2 > letters ? most.key : nil
  }
}
