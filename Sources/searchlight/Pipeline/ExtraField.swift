/// Reads a text among a record's other fields.
enum ExtraField {
  /// Fields in which dumps say what kind of ad a record is, first choice first.
  static let categoryNames = ["category", "section", "vertical"]

  /// The record's own category, if it names one.
  ///
  /// - Parameter extra: members of a JSON object without its braces, without white space between
  ///   them; see `Document.extra`.
  static func category(in extra: some Collection<UInt8>) -> String? {
    let members = texts(in: Array(extra))
    for name in categoryNames {
      if let text = members[name], !text.isEmpty { return text }
    }
    return nil
  }

  /// The members that are texts and whose names are wanted.
  private static func texts(in json: [UInt8]) -> [String: String] {
    var result: [String: String] = [:]
    var place = 0
    var depth = 0
    while place < json.count {
      switch json[place] {
      case 0x22:
        let (name, end) = string(in: json, from: place)
        place = end
        guard depth == 0, place < json.count, json[place] == 0x3A else { continue }
        place += 1
        guard place < json.count, json[place] == 0x22 else { continue }
        let (value, valueEnd) = string(in: json, from: place)
        place = valueEnd
        if categoryNames.contains(name) { result[name] = value }
      case 0x7B, 0x5B:
        depth += 1
        place += 1
      case 0x7D, 0x5D:
        depth -= 1
        place += 1
      default: place += 1
      }
    }
    return result
  }

  /// The text whose opening quote stands at `start`, and where the byte behind its end is.
  private static func string(in json: [UInt8], from start: Int) -> (text: String, end: Int) {
    var bytes: [UInt8] = []
    var place = start + 1
    while place < json.count, json[place] != 0x22 {
      if json[place] == 0x5C, place + 1 < json.count {
        // Words are told by their letters, so any escape may stand for a space.
        let isQuoted = json[place + 1] == 0x22 || json[place + 1] == 0x5C
        bytes.append(isQuoted ? json[place + 1] : 0x20)
        place += json[place + 1] == 0x75 ? 6 : 2
      } else {
        bytes.append(json[place])
        place += 1
      }
    }
    return (String(decoding: bytes, as: UTF8.self), place + 1)
  }
}
