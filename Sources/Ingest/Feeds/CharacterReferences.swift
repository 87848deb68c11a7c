internal import CXML

/// References to characters in XML and HTML: `&amp;`, `&eacute;`, `&#233;`, `&#xE9;`.
enum CharacterReferences {
  /// The longest that is looked at, from its ampersand to its semicolon.
  private static let lengthLimit = 40
  /// Characters by the names that HTML 4 gives them.
  private static let characters: [String: Unicode.Scalar] = {
    var characters: [String: Unicode.Scalar] = ["apos": "'"]
    // The last is a suit of cards.
    for value in UInt32(0)...0x2666 {
      if let name = cxml_entity_name(value), let scalar = Unicode.Scalar(value) {
        characters[String(cString: name)] = scalar
      }
    }
    return characters
  }()

  /// One reference.
  enum Reference: Equatable {
    /// By number, which may be no character of XML.
    case number(UInt32)
    /// By name.
    case name(String)
  }

  /// The reference at `start`, where an ampersand stands, and the index behind it; nil where there is
  /// none.
  static func reference(
    in bytes: ArraySlice<UInt8>, at start: Int
  ) -> (reference: Reference, end: Int)? {
    let rest = bytes[start...].prefix(lengthLimit)
    guard let end = rest.firstIndex(of: 0x3B) else { return nil }
    let inner = rest[(start + 1)..<end]
    if inner.first == 0x23 {
      let digits = String(decoding: inner.dropFirst(), as: UTF8.self)
      let isHexadecimal = digits.first == "x" || digits.first == "X"
      let number =
        isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
      return number.map { (.number($0), end + 1) }
    }
    guard !inner.isEmpty, inner.allSatisfy(isNameByte) else { return nil }
    return (.name(String(decoding: inner, as: UTF8.self)), end + 1)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte >= 0x80
      || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }

  /// The character that HTML gives this name to.
  static func character(named name: String) -> Unicode.Scalar? { characters[name] }

  /// Text with its references read; those that are none stay as they are.
  static func decoded(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      if text[index] == 0x26, let (reference, end) = reference(in: text[...], at: index),
        let scalar = scalar(reference)
      {
        result += Array(String(Character(scalar)).utf8)
        index = end
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func scalar(_ reference: Reference) -> Unicode.Scalar? {
    switch reference {
    case .number(let number): Unicode.Scalar(number)
    case .name(let name): character(named: name)
    }
  }
}
