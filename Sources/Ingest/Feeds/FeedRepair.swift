internal import Model

/// Mends what keeps the items of many feeds from being XML: control characters, ampersands and
/// brackets that stand for themselves, names of characters that only HTML has, and HTML between the
/// tags of a text.
enum FeedRepair {
  private static let data = (start: Array("<![CDATA[".utf8), end: Array("]]>".utf8))
  private static let ampersand = Array("&amp;".utf8)
  private static let bracket = Array("&lt;".utf8)
  /// Named in XML itself.
  private static let known: Set<String> = ["amp", "lt", "gt", "quot", "apos"]

  /// An item in valid UTF-8 with single characters mended.
  ///
  /// - Parameter entities: names that the feed itself defines. What refers to them is an error: they
  ///   are not expanded.
  static func mended(_ item: [UInt8], entities: Set<String>) throws(ContentError) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(item.count + 64)
    var index = 0
    while index < item.count {
      let byte = item[index]
      switch byte {
      case 0x26:
        index = try mendReference(item, at: index, entities, to: &result)
        continue
      case 0x3C where item[index...].starts(with: data.start):
        let end = self.end(of: data.end, in: item, from: index)
        result += item[index..<end].map { isControl($0) ? 0x20 : $0 }
        index = end
        continue
      case 0x3C where !startsMarkup(item, at: index): result += bracket
      default: result.append(isControl(byte) ? 0x20 : byte)
      }
      index += 1
    }
    return result
  }

  /// Takes the reference at `index`, or the ampersand that is none; returns the index behind it.
  private static func mendReference(
    _ item: [UInt8], at index: Int, _ entities: Set<String>, to result: inout [UInt8]
  ) throws(ContentError) -> Int {
    guard let (reference, end) = CharacterReferences.reference(in: item[...], at: index) else {
      result += ampersand
      return index + 1
    }
    switch reference {
    case .number(let number):
      // XML has no control characters, not even by number.
      let isNone = number < 0x20 && ![0x09, 0x0A, 0x0D].contains(number)
      if isNone || Unicode.Scalar(number) == nil {
        result.append(0x20)
      } else {
        result += item[index..<end]
      }
    case .name(let name) where known.contains(name): result += item[index..<end]
    case .name(let name):
      if let scalar = CharacterReferences.character(named: name) {
        result += Array(String(Character(scalar)).utf8)
      } else if entities.contains(name) {
        throw ContentError(
          reason: .undecodable, detail: "an entity of the file's own, which is not expanded")
      } else {
        result += ampersand
        return index + 1
      }
    }
    return end
  }

  /// An item whose texts, between the tags of these names, are marked as such, so that any HTML may
  /// stand in them.
  static func withTextMarked(_ item: [UInt8], names: [String]) -> [UInt8] {
    var item = item
    for name in names {
      let (startMark, endMark) = (Array("<\(name)".utf8), Array("</\(name)>".utf8))
      guard let tag = firstTag(startMark, in: item),
        let start = item[tag...].firstIndex(of: 0x3E).map({ $0 + 1 }), item[start - 2] != 0x2F,
        let end = item[start...].firstIndex(ofMark: endMark),
        item[start..<end].firstIndex(ofMark: data.start) == nil
      else { continue }
      item.replaceSubrange(end..<end, with: data.end)
      item.replaceSubrange(start..<start, with: data.start)
    }
    return item
  }

  private static func firstTag(_ mark: [UInt8], in item: [UInt8]) -> Int? {
    var rest = item[...]
    while let found = rest.firstIndex(ofMark: mark) {
      rest = rest[(found + mark.count)...]
      if let next = rest.first, XMLTags.isEndOfName(next) { return found }
    }
    return nil
  }

  private static func end(of mark: [UInt8], in item: [UInt8], from index: Int) -> Int {
    item[index...].firstIndex(ofMark: mark).map { $0 + mark.count } ?? item.count
  }

  private static func startsMarkup(_ item: [UInt8], at index: Int) -> Bool {
    guard index + 1 < item.count else { return false }
    let next = item[index + 1]
    return next == 0x2F || next == 0x21 || next == 0x3F || next == 0x5F || next == 0x3A
      || (0x61...0x7A).contains(next | 0x20) || next >= 0x80
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D
  }
}
