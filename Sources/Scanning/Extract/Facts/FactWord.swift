/// What a word tells about the numbers near it.
struct FactWord: Sendable {
  /// The parts that a word can play; many words play several.
  struct Roles: OptionSet, Sendable {
    let rawValue: UInt64

    private init(bit: UInt64) { rawValue = 1 << bit }
    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// "yo", "yrsold": makes an age of the number before it.
    static let yearsOld = Roles(bit: 0)
    /// "year", "yrs", "años"; `value` is 1 for a plural or abbreviated form.
    static let year = Roles(bit: 1)
    /// "old", "young".
    static let old = Roles(bit: 2)
    /// "age", "aged", "edad"; `value` is 2 for plurals.
    static let age = Roles(bit: 3)
    /// "turned", "barely": an age follows.
    static let turned = Roles(bit: 4)
    /// A word that may stand between "I am" and an age.
    static let adverb = Roles(bit: 5)
    /// One person, as an ad calls them: "woman", "student".
    static let person = Roles(bit: 6)
    /// Several persons who are advertised: "girls", "staff".
    static let persons = Roles(bit: 7)
    /// Those who answer: "gentlemen", "applicants".
    static let client = Roles(bit: 8)
    /// Somebody's child or relative, or a child in general.
    static let relation = Roles(bit: 9)
    /// A thing or body that has an age of its own: "company", "house".
    static let thing = Roles(bit: 10)
    static let under = Roles(bit: 11)
    static let over = Roles(bit: 12)
    /// "older", "up", "above" behind "and" or "or".
    static let upward = Roles(bit: 13)
    static let only = Roles(bit: 14)
    /// "must", "minimum", "least".
    static let must = Roles(bit: 15)
    static let negation = Roles(bit: 16)
    /// Years of it are no age: "experience", "warranty".
    static let experience = Roles(bit: 17)
    /// More than one person speaks: "we", "both", "friends".
    static let several = Roles(bit: 18)
    /// A currency; `value` is its number in `Currency`.
    static let currency = Roles(bit: 19)
    /// "pounds": money or weight.
    static let pounds = Roles(bit: 20)
    /// What ads write for money: "roses".
    static let codeWord = Roles(bit: 21)
    /// A price follows: "rates", "donation"; for pay by the hour and the like ("时薪"), `value` is the
    /// number of its period in `PayPeriod.names` and one more.
    static let priceCue = Roles(bit: 22)
    static let half = Roles(bit: 23)
    /// "hour", "hr"; `value` is 1 for a plural.
    static let hour = Roles(bit: 24)
    static let minute = Roles(bit: 25)
    /// A duration in one word: "hh", "qv"; `value` is minutes, 0 where they are not stated.
    static let duration = Roles(bit: 26)
    static let quick = Roles(bit: 27)
    static let visit = Roles(bit: 28)
    static let night = Roles(bit: 29)
    static let full = Roles(bit: 30)
    static let per = Roles(bit: 31)
    /// A period of pay; `value` is its number in `PayPeriod.names`.
    static let period = Roles(bit: 32)
    /// May stand between a price and what it buys.
    static let filler = Roles(bit: 33)
    static let feet = Roles(bit: 34)
    static let inch = Roles(bit: 35)
    static let centimetre = Roles(bit: 36)
    static let metre = Roles(bit: 37)
    static let poundWeight = Roles(bit: 38)
    static let kilogram = Roles(bit: 39)
    /// `value` is 1 to 12.
    static let month = Roles(bit: 40)
    static let weekday = Roles(bit: 41)
    static let until = Roles(bit: 42)
    static let nearDay = Roles(bit: 43)
    static let weekend = Roles(bit: 44)
    /// A unit or counted noun that makes something else of the number before it.
    static let otherUnit = Roles(bit: 45)
    /// "this", "next".
    static let thisNext = Roles(bit: 46)
    /// "room", "size": the number behind it is a label.
    static let numbered = Roles(bit: 47)
    /// "st", "nd", "rd", "th".
    static let ordinal = Roles(bit: 48)
    /// "im", "soy", "tengo": first person in one word.
    static let selfBe = Roles(bit: 49)
    static let heightCue = Roles(bit: 50)
    static let weightCue = Roles(bit: 51)
    /// "lift", "capacity": a weight that is no body's.
    static let load = Roles(bit: 52)
    static let million = Roles(bit: 53)
    /// "my", "our", "his".
    static let possessive = Roles(bit: 54)
    static let article = Roles(bit: 55)
    static let and = Roles(bit: 56)
    static let to = Roles(bit: 57)
    /// "between", "from".
    static let from = Roles(bit: 58)
    /// "week", "notice", "shift": hours before it are no price's.
    static let schedule = Roles(bit: 59)
    /// A number word of two parts in one: "twentyone"; `value` is the number.
    static let compound = Roles(bit: 60)
    /// "she", "he".
    static let pronoun = Roles(bit: 61)
    /// "is", "are", "am", "be".
    static let be = Roles(bit: 62)
    /// What ends the look for a noun behind an age: "with", "from", "looking".
    static let clauseEnd = Roles(bit: 63)
  }

  /// What besides numbers a word may start or mark.
  struct Starts: OptionSet, Sendable {
    let rawValue: UInt16

    /// A cue that a name follows.
    static let name = Starts(rawValue: 1)
    /// The name of a place.
    static let place = Starts(rawValue: 2)
    /// Letters that may make a price of the number beside them: "80e", "p/h", "obo".
    static let mark = Starts(rawValue: 4)
    /// Says of an ad that it offers a person: "petite", "visiting", "single". An age may stand by it.
    static let appeal = Starts(rawValue: 8)
    /// An appeal that is said of things as well: "new", "available".
    static let looseAppeal = Starts(rawValue: 64)
    /// Says what somebody is: a trade, a kin, a state of life.
    static let status = Starts(rawValue: 128)
    /// A given name.
    static let givenName = Starts(rawValue: 16)
    /// Speaks of a body's looks: "hair", "eyes".
    static let body = Starts(rawValue: 32)
    /// A day, or what a day without digits starts with: "tomorrow", "next".
    static let date = Starts(rawValue: 256)
  }

  var roles: Roles
  var value: Int16
  var starts: Starts = []

  /// A word that plays no part.
  static let none = FactWord(roles: [], value: 0)
}

/// Periods of pay and rent.
enum PayPeriod {
  /// As `Identifier.Price.period` has them.
  static let names = ["hour", "day", "week", "month", "year"]

  /// Words for a period that "per" or the like must stand before: "month", but not "monthly".
  static let nouns = """
    day week month year mo wk yr día dia mes año semana monat woche mois semaine jour mês месяц
    неделю день miesiąc tydzień dzień månad månaden måned vecka lună mese settimana giorno
    """.listedWords
}
