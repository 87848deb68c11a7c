/// A city or state as `PlaceTable` lists it.
struct Place: Sendable {
  /// In lower case, as it is looked for; words are parted by one space.
  var name: [UInt8]
  /// As it is written.
  var city: String
  /// State, province or country; for a state its abbreviation.
  var region: String
  var isState: Bool
  /// Whether the name is a usual word or a first name too.
  var isAmbiguous: Bool

  /// "Dallas, TX"; a state stands by itself.
  var standard: String { isState || city == region ? city : "\(city), \(region)" }

  /// The region of a place in its standard spelling: what stands behind the comma, or all of it.
  static func region(ofStandard name: String) -> Substring {
    let bytes = name.utf8
    let comma = bytes.lastIndex(of: 0x2C)
    return name[(comma.map { bytes.index($0, offsetBy: 2) } ?? bytes.startIndex)...]
  }

  /// The letters before the first space or dot.
  var firstWord: String {
    String(decoding: name.prefix { $0 != 0x20 && $0 != 0x2E && $0 != 0x27 }, as: UTF8.self)
  }
}
