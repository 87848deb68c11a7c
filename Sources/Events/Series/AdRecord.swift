package import Model

/// What counting needs to know of one ad.
package struct AdRecord: Sendable {
  /// When it was posted.
  package var posted: Instant
  /// Where, as the data say.
  package var place: [UInt8]
  /// Body and heading, for distinct texts and salient terms.
  package var text: [UInt8]
  /// What it can be reached by, each once.
  package var contacts: [Contact]
  /// The families of its indicators, each once.
  package var families: [String]
  /// Ages that it states, in years.
  package var ages: [Int]
  /// The lowest stated price of an hour, in whole units of the currency.
  package var hourPrice: (amount: Int, currency: String)?

  /// Takes what a finding states.
  package init(
    posted: Instant, place: [UInt8], title: [UInt8], text: [UInt8], families: some Sequence<String>,
    identifiers: [Identifier]
  ) {
    self.posted = posted
    self.place = place
    self.text = title.isEmpty ? text : title + [0x0A] + text
    self.families = Set(families).sorted()
    contacts = []
    ages = []
    for identifier in identifiers {
      switch identifier.value {
      case .age(let years, let through):
        // A range states no age.
        if through == nil, (10...99).contains(years), !ages.contains(years) { ages.append(years) }
      case .price(let price):
        guard price.minutes == 60, price.cents > 0, price.cents < 1_000_000_00 else { continue }
        let amount = (price.cents + 50) / 100
        if amount < hourPrice?.amount ?? .max {
          hourPrice = (amount, price.currency ?? "no currency")
        }
      default:
        if let contact = Contact(identifier.value), !contacts.contains(contact) {
          contacts.append(contact)
        }
      }
    }
  }
}

/// Something an ad can be reached by, as a number that cannot be read back.
package struct Contact: Hashable, Sendable {
  /// Of kind, platform and value.
  package let hash: UInt64
  /// The North American area code of a telephone number.
  package let areaCode: Int?

  /// Nil for what is no contact.
  package init?(_ value: Identifier.Value) {
    func hash(_ parts: String...) -> UInt64 {
      TextHash.of(Array(([value.kind] + parts).joined(separator: "\u{0}").utf8))
    }
    switch value {
    case .phone(let number, _):
      self.hash = hash(number)
      let digits = Array(number.utf8)
      let isNorthAmerican = digits.count == 12 && digits.starts(with: [0x2B, 0x31])
      areaCode = isNorthAmerican ? Int(String(decoding: digits[2..<5], as: UTF8.self)) : nil
    case .email(let address, _):
      self.hash = hash(address)
      areaCode = nil
    case .handle(let platform, let name), .wallet(let platform, let name),
      .payment(let platform, let name):
      self.hash = hash(platform, name)
      areaCode = nil
    default: return nil
    }
  }
}

/// A 64-bit hash of bytes that is the same in every run.
enum TextHash {
  /// Source: the mixing of splitmix64, eight bytes at a time.
  static func of(_ bytes: [UInt8]) -> UInt64 {
    var state = UInt64(bytes.count) &* 0x9E37_79B9_7F4A_7C15
    bytes.withUnsafeBytes { raw in
      var offset = 0
      while offset + 8 <= raw.count {
        state = mix(state ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
        offset += 8
      }
      var last: UInt64 = 0
      while offset < raw.count {
        last = last << 8 | UInt64(raw[offset])
        offset += 1
      }
      state = mix(state ^ last)
    }
    return state
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
