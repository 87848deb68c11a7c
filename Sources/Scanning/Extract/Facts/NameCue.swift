/// What stands before a name, and what the name behind it must be like.
struct NameCue: Sendable {
  /// How surely a name follows.
  enum Kind: Sendable {
    /// Said of names alone: a name may be written in any case.
    case named
    /// Behind a colon: one or two words with a capital.
    case label
    /// Somebody is to be reached: one word with a capital that ends its phrase, or a given name.
    case asked
    /// What is said of things as well ("ring", "its"): a known given name with a capital.
    case loose
    /// Somebody says who they are: as `asked`.
    case said
    /// Two say who they are: as `said`, twice, with "and" between.
    case pair
    /// Behind a greeting: a word with a capital that ends its line.
    case signature
    /// "give NAME a call": as `loose`, before "a".
    case given
  }

  /// A word of at most eight bytes, a symbol or a number of a cue.
  private enum Part: Sendable {
    case word(WordKey)
    case symbol(Unicode.Scalar)
    case number(UInt64)
  }

  let kind: Kind
  /// What stands behind the first word.
  private let rest: [Part]

  /// Where the name stands if the cue stands at token `index`, whose word is its first; nil if not.
  func name(from index: Int, _ field: FactField) -> Int? {
    var at = index + 1
    for part in rest {
      switch part {
      case .word(let key): if !field.isWord(at, key) { return nil }
      case .symbol(let symbol): if !field.isSymbol(at, symbol) { return nil }
      case .number(let value):
        if !field.isDigits(at) || field.source.tokens[at].key != value { return nil }
      }
      at += 1
    }
    return at
  }

  /// The cues that start with each word.
  static let byFirstWord: [WordKey: [NameCue]] = {
    var cues: [WordKey: [NameCue]] = [:]
    for (kind, phrase) in all {
      let parts = phrase.listedWords
      let rest: [Part] = parts.dropFirst().map { part in
        let first = part.unicodeScalars.first ?? "?"
        if let value = UInt64(part) { return .number(value) }
        return part.utf8.count == 1 && !first.properties.isAlphabetic
          ? .symbol(first) : .word(WordKey(lowercased: Array(part.utf8)))
      }
      cues[WordKey(lowercased: Array(parts[0].utf8)), default: []].append(
        NameCue(kind: kind, rest: rest))
    }
    return cues
  }()

  /// The first words of all cues, in lower case.
  static let startingWords: [String] = Array(Set(all.map { $0.phrase.listedWords[0] })).sorted()

  /// What must stand behind them; see `Followers`.
  static let followers: [String: [String]] = {
    var followers: [String: [String]] = [:]
    for (kind, phrase) in all {
      let parts = phrase.listedWords
      var behind = ""
      var previous = parts[0]
      for part in parts.dropFirst() {
        let isSymbol = part == "'" || part == ":" || part == ","
        behind += (isSymbol || previous == "'" ? "" : " ") + part
        previous = part
      }
      followers[parts[0], default: []] += texts(kind, behind)
    }
    return followers
  }()

  /// What `behind`, the rest of a cue, and the name after it may look like.
  private static func texts(_ kind: Kind, _ behind: String) -> [String] {
    switch kind {
    case .named: behind.isEmpty ? [" "] : [behind]
    case .label: [behind + " ^", behind + "^", " " + behind + " ^"]
    case .signature: [behind + " ^", behind + "^"]
    // A name that is not surely one has a capital, but for "mr" and the like before it.
    case .asked, .said: ["^", "mr", "ms", "miss"].map { behind + " " + $0 }
    case .loose, .pair, .given: [behind + " ^"]
    }
  }

  /// Each with a space between words and symbols.
  private static let all: [(kind: Kind, phrase: String)] = {
    var all: [(kind: Kind, phrase: String)] = []
    for (kind, phrases) in listed {
      all += phrases.parts(between: "|").map { (kind, $0) }
    }
    return all
  }()

  private static let listed: [(kind: Kind, phrases: String)] = [
    (
      .named,
      """
      ask for|ask 4|pregunta por|preguntar por|pregunte por|llamo|they call me|appelle|зовут|heiße|\
      обращаться к|позвать
      """
    ),
    (
      .label,
      """
      contact :|person :|seller :|vendedor :|vendedora :|contacto :|contato :|kontakt :|\
      ansprechpartner :|ansprechpartnerin :|recruiter :|landlord :|landlady :|owner :|go by|\
      tutor :|host :|hosts :|instructor :|teacher :|coach :|realtor :|atte .|atte|dueño :|dueña :|\
      vermieter :|ansprechperson :|referente :|mr|mrs|mr .|mrs .|ms .|doña|sra .
      """
    ),
    (
      .asked,
      """
      call|text|txt|contact|call me|calls me|speak to|speak with|talk to|hit up|llama a|llame a|\
      llamar a|hablar con|hable con|informes con|comunicarse con|comunícate con|falar com|\
      tratar com|fale com|hanapin si|demander|demandez|chiedere di|chiedi di|chiamare|leave word with|tell|\
      appeler|appelez|contacter|contactez
      """
    ),
    (
      .said,
      "soy|i am|i ' m|this is|it ' s|myself|sou a|sou o|ako si|ako po si|moi c ' est"
    ),
    (
      .loose,
      """
      im|ms|ring|phone|email|message|msg|reach|look for|owner|its|by|message for|rsvp|\
      see|write to|sono|ich bin|profesor|\
      professor|bring to|dile a|avisar a|frag nach|rivolgersi a|saluto da|say hi to
      """
    ),
    (.pair, "we ' re|we are|somos"),
    (
      .signature,
      """
      regards ,|thanks ,|cheers ,|saludos ,|gracias ,|grüße ,|gruß ,|cordialement ,|xo|xx|xoxo|\
      thx ,|yours ,|signed ,|truly ,|bjs ,|beijos ,|à vous ,|lg|mfg|уважением ,|sincerely ,|best ,|abrazos ,|bises ,|saluti ,|grazie ,|obrigado ,|obrigada ,
      """
    ),
    (.given, "give"),
  ]
}
