/// What a normalised text holds that an extractor could start from.
struct TextHints: OptionSet, Sendable {
  let rawValue: UInt32

  /// At least one digit.
  static let digits = TextHints(rawValue: 1)
  /// `@`.
  static let at = TextHints(rawValue: 2)
  /// `$`, `£` or `€`.
  static let currency = TextHints(rawValue: 4)
  /// A dot before a top-level domain: `example.org`.
  static let innerDot = TextHints(rawValue: 8)
  /// `://`.
  static let link = TextHints(rawValue: 16)
  /// A number word, or letters that start with one and may be several.
  static let numberWords = TextHints(rawValue: 32)
  /// A word that may name a platform.
  static let platformWords = TextHints(rawValue: 64)
  /// A word that may start a date, a name or a place.
  static let factWords = TextHints(rawValue: 128)
  /// A word by which e-mail addresses are spelled out, or a dot in brackets.
  static let emailWords = TextHints(rawValue: 256)
  /// A word that may name a payment service.
  static let paymentWords = TextHints(rawValue: 512)
  /// A word that extractors want to know of wherever it stands; nothing starts from it.
  static let remarks = TextHints(rawValue: 1024)

  /// Letters and digits without a space, as long as the address of a wallet.
  static let longRuns = TextHints(rawValue: 2048)

  /// How many bytes before and behind what gave these hints extractors may need to read.
  var reach: (before: Int, behind: Int) {
    if !isDisjoint(with: [.digits, .numberWords, .currency]) { return (64, 64) }
    if !isDisjoint(with: [.at, .emailWords]) { return (96, 80) }
    if !isDisjoint(with: [.innerDot, .link]) { return (64, 64) }
    if !isDisjoint(with: [.platformWords, .paymentWords]) { return (48, 96) }
    return self == .remarks ? (0, 0) : (32, 48)
  }
}
