/// What linking knows of one ad, in 80 bytes; everything else lies in the ads' spill files.
struct AdRecord: BitwiseCopyable {
  /// Of the normalised text and the matched rules: ads with the same one are copies.
  var fingerprint: UInt64
  /// Milliseconds since 1970; `unknown` where the ad has no date.
  var posted: Int64
  /// Where the ad's line of findings lies, without the closing brace.
  var offset: UInt64
  /// Where its notes lie.
  var notesOffset: UInt64
  /// Points without links.
  var total: Int64
  /// Those of them that count for bands.
  var counted: Int64
  /// Length of the line without its brace; 0 where the ad cannot be shown and nothing was put aside.
  var headCount: UInt32
  /// Length of the notes.
  var notesCount: UInt32
  /// Number of the place, 0 where the ad states none.
  var place: UInt32
  /// Number of the text's sketch; `none` where another ad of the same text has brought it, or the
  /// text is too short for one.
  var sketch: UInt32
  /// Number of the file it was read from.
  var origin: UInt32
  /// Number of the text; set once texts are known.
  var text: UInt32 = 0
  /// Number of the cluster; set once clusters are known.
  var cluster: UInt32 = 0
  var flags: Flags

  /// The date of an ad without one.
  static let unknown = Int64.min
  /// No sketch.
  static let none = UInt32.max

  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: UInt32

    /// An age below 18 is stated or in doubt.
    static let minor = Flags(rawValue: 1)
    /// An ad for work.
    static let labour = Flags(rawValue: 2)
    /// A commercial-sex ad.
    static let sex = Flags(rawValue: 4)
    /// All its telephone numbers were issued in another state than its place.
    static let elsewhere = Flags(rawValue: 8)
    /// It states a contact that may link it to others.
    static let contact = Flags(rawValue: 16)
  }

  /// By text: copies stand together.
  enum ByText: RecordOrder {
    static func key(_ ad: AdRecord) -> UInt64 { ad.fingerprint }
    static func precedes(_ left: AdRecord, _ right: AdRecord) -> Bool {
      left.fingerprint < right.fingerprint
    }
  }

  /// By cluster, then by text.
  enum ByCluster: RecordOrder {
    static func key(_ ad: AdRecord) -> UInt64 { UInt64(ad.cluster) << 32 | UInt64(ad.text) }
    static func precedes(_ left: AdRecord, _ right: AdRecord) -> Bool {
      (left.cluster, left.text) < (right.cluster, right.text)
    }
  }
}

/// Something that a text states, as a number.
struct TextFact: BitwiseCopyable {
  enum Kind: UInt32 {
    case phone, email, handle, wallet, payment
    /// The value is the years.
    case age
    /// The value is the hash of the name in lower case.
    case name
    /// The value is a `PriceCode`.
    case price

    /// As the queue and the manifest name it.
    var name: String {
      switch self {
      case .phone: "phone"
      case .email: "email"
      case .handle: "handle"
      case .wallet: "wallet"
      case .payment: "payment"
      case .age: "age"
      case .name: "name"
      case .price: "price"
      }
    }

    /// Whether the value is the hash of a contact that links ads.
    var isContact: Bool { rawValue <= Kind.payment.rawValue }
  }

  /// The fingerprint of the text, later its number.
  var text: UInt64
  var value: UInt64
  var kind: UInt32
  /// Number of the cluster; set once clusters are known.
  var cluster: UInt32 = 0

  /// By text, then by what is stated: repeats stand together.
  enum ByText: RecordOrder {
    static func key(_ fact: TextFact) -> UInt64 { fact.text }
    static func precedes(_ left: TextFact, _ right: TextFact) -> Bool {
      (left.text, left.kind, left.value) < (right.text, right.kind, right.value)
    }
  }

  /// By value, then by text: the texts of a contact stand together.
  enum ByValue: RecordOrder {
    static func key(_ fact: TextFact) -> UInt64 { fact.value }
    static func precedes(_ left: TextFact, _ right: TextFact) -> Bool {
      (left.value, left.text) < (right.value, right.text)
    }
  }

  /// By cluster, then by text, then by what is stated.
  enum ByCluster: RecordOrder {
    static func key(_ fact: TextFact) -> UInt64 { UInt64(fact.cluster) << 32 | fact.text }
    static func precedes(_ left: TextFact, _ right: TextFact) -> Bool {
      (left.cluster, left.text, left.kind, left.value)
        < (right.cluster, right.text, right.kind, right.value)
    }
  }
}

/// A price as one number: the currency's three letters, then hundredths.
enum PriceCode {
  private static let centsBits: UInt64 = 40

  /// Prices beyond ten billion are no prices.
  static func code(cents: Int, currency: String?) -> UInt64? {
    guard cents >= 0, cents < 1 << 40 else { return nil }
    let letters = (currency ?? "").utf8.prefix(3).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return letters << centsBits | UInt64(cents)
  }

  /// The currency of a code, nil where the ad states none, and its hundredths.
  static func parts(_ code: UInt64) -> (currency: String?, cents: Int) {
    let letters = code >> centsBits
    let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> $0) }.filter { $0 > 0 }
    return (
      bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self),
      Int(code & (1 << centsBits - 1))
    )
  }
}
