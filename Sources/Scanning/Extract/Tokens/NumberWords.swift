/// The English and Spanish words for numbers, with the misspellings by which ads hide them.
final class NumberWords: Sendable {
  /// All words with what they stand for.
  static let all: [(word: String, value: NumberWord)] = {
    var list: [(word: String, value: NumberWord)] = []
    func add(
      _ words: String, _ kind: NumberWord.Kind, _ value: Int, _ trust: NumberWord.Trust = .standard,
      _ language: NumberWord.Language = .english
    ) {
      for word in words.listedWords {
        list.append(
          (
            word,
            NumberWord(kind: kind, value: UInt16(value), trust: trust, language: language)
          ))
      }
    }
    let english = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ]
    let misspelt = [
      "zeero zerro ziro xero zeroe oooh", "onee wun wonn", "twoo tew tuwo",
      "thre threee therr threa", "fore foure fourr foor foar",
      "fiv fyve fife fivee faiv phive fve", "sixx siks sicks syx sik",
      "sevin sevn sevan sevun seben seveen sevenn", "eigt eght eigh eightt eigth ait eightz",
      "niner nein nyne nin ninee nien",
    ]
    let among = [
      "o oh ohh", "won", "to too", "tree", "for", "hive", "sic", "", "ate", "",
    ]
    for value in 0...9 {
      add(english[value], .digit, value)
      add(misspelt[value], .digit, value, .misspelt)
      add(among[value], .digit, value, .onlyAmongOthers)
    }
    for (index, word) in [
      "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
      "eighteen", "nineteen",
    ].enumerated() { add(word, .teen, 10 + index) }
    for (index, words) in [
      "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ].enumerated() { add(words, .tens, 20 + 10 * index) }
    add("twentee twenny twinty tweny twenti", .tens, 20, .misspelt)
    add("thirdy thurty thrity thirtee", .tens, 30, .misspelt)
    add("fourty", .tens, 40, .misspelt)
    add("fifity fivty", .tens, 50, .misspelt)
    add("ninty", .tens, 90, .misspelt)
    add("hundred", .hundred, 100)
    add("thousand", .thousand, 1000)
    add("double", .multiplier, 2)
    add("triple treble", .multiplier, 3)
    add("dbl", .multiplier, 2, .misspelt)
    addSpanish(add)
    return list + portuguese
  }()

  /// The words that are written together: Portuguese ones would take in "November".
  static let joined = Array(all.dropLast(portuguese.count))

  /// Portuguese words, as far as they are no other language's.
  private static let portuguese: [(word: String, value: NumberWord)] = [
    ("um", 1), ("dois", 2), ("duas", 2), ("três", 3), ("sete", 7), ("oito", 8), ("nove", 9),
  ].map { word, value in
    // "um" is a pause in English.
    let trust: NumberWord.Trust = value == 1 ? .onlyAmongOthers : .standard
    return (word, NumberWord(kind: .digit, value: UInt16(value), trust: trust, language: .spanish))
  }

  private static func addSpanish(
    _ add: (String, NumberWord.Kind, Int, NumberWord.Trust, NumberWord.Language) -> Void
  ) {
    for (value, words) in [
      "cero", "uno una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
    ].enumerated() { add(words, .digit, value, .standard, .spanish) }
    for (value, words) in [
      "sero", "unoo", "doss doz", "trez tress", "quatro cuatr kuatro", "sinco zinco cinko",
      "seiz ceis", "ciete siet", "oxo", "nuebe nuev",
    ].enumerated() { add(words, .digit, value, .misspelt, .spanish) }
    for (index, words) in [
      "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis dieciseis", "diecisiete",
      "dieciocho", "diecinueve",
    ].enumerated() {
      // "once" is an English word too.
      add(words, .teen, 10 + index, index == 1 ? .onlyAmongOthers : .standard, .spanish)
    }
    for (index, words) in [
      "veintiuno veintiun veintiún veintiuna", "veintidós veintidos", "veintitrés veintitres",
      "veinticuatro", "veinticinco", "veintiséis veintiseis", "veintisiete", "veintiocho",
      "veintinueve",
    ].enumerated() { add(words, .teen, 21 + index, .standard, .spanish) }
    for (index, word) in [
      "vientiuno", "vientidos", "vientitres", "vienticuatro", "vienticinco", "vientiseis",
      "vientisiete", "vientiocho", "vientinueve",
    ].enumerated() { add(word, .teen, 21 + index, .standard, .spanish) }
    for (index, words) in [
      "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
    ].enumerated() { add(words, .tens, 20 + 10 * index, .standard, .spanish) }
    add("cien ciento", .hundred, 100, .standard, .spanish)
    add("mil", .thousand, 1000, .standard, .spanish)
    add("doble", .multiplier, 2, .standard, .spanish)
  }

  let table = WordTable(NumberWords.all)

  /// What two number words without a space start with.
  let pairs = NumberPairs(NumberWords.joined)

  /// Made once for each `Extractor`.
  init() {}

  /// What `count` bytes of letters from `start` spell; `.none` if no number.
  ///
  /// - Parameter packed: the first eight bytes in lower case.
  func word(packed: UInt64, _ start: UnsafePointer<UInt8>, _ count: Int) -> NumberWord {
    table.value(packed: packed, start, count) ?? .none
  }

  /// Whether letters start with two number words of three letters or more, so that they may be
  /// several.
  func startsNumber(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count >= 6, pairs.mayStart(WordKey.pack(start, 5)) else { return false }
    for length in 3...min(count - 3, 10) {
      guard let word = table.value(start, length), word.trust > .onlyAmongOthers else { continue }
      let rest = count - length
      for next in 3...min(rest, 10) where table.value(start + length, next) != nil { return true }
    }
    return false
  }

  /// Reads letters that are several number words without a space ("fivefivefive", "twentyone").
  ///
  /// - Parameters:
  ///   - isAmongDigits: whether digits are joined to the letters, so that "to", "for" and "o" may stand
  ///     for digits too. Words are three letters or more elsewhere: shorter ones would be read into any
  ///     run of letters.
  ///   - result: emptied; the words in order if the whole run is made of them.
  /// - Returns: whether it is.
  func split(
    _ start: UnsafePointer<UInt8>, _ count: Int, isAmongDigits: Bool = false,
    into result: inout [NumberWord]
  ) -> Bool {
    result.removeAll(keepingCapacity: true)
    guard count >= (isAmongDigits ? 4 : 6), count <= 120 else { return false }
    var failed: UInt128 = 0
    return split(
      start, count, from: 0, shortest: isAmongDigits ? 1 : 3, into: &result, failed: &failed)
      && result.contains { $0.trust > .onlyAmongOthers }
  }

  /// - Parameters:
  ///   - shortest: the fewest letters of a word; below three, words that are digits only among others
  ///     count.
  ///   - failed: the offsets from which no reading leads to the end, so that none is tried twice.
  private func split(
    _ start: UnsafePointer<UInt8>, _ count: Int, from offset: Int, shortest: Int,
    into result: inout [NumberWord], failed: inout UInt128
  ) -> Bool {
    if offset == count { return true }
    guard failed & (1 << UInt128(offset)) == 0 else { return false }
    var length = min(count - offset, 12)
    while length >= shortest {
      if let word = table.value(start + offset, length),
        word.trust > .onlyAmongOthers || shortest < 3 && word.kind == .digit
      {
        result.append(word)
        if split(
          start, count, from: offset + length, shortest: shortest, into: &result, failed: &failed)
        {
          return true
        }
        result.removeLast()
      }
      length -= 1
    }
    failed |= 1 << UInt128(offset)
    return false
  }
}
