internal import CXML

/// Text of a feed's element as a person would read it.
struct FeedText {
  let html: HTMLText

  /// The text, without white space at its ends. HTML is read as a page is.
  func plain(_ element: FeedElement) throws(ContentError) -> [UInt8] {
    if element.kind == .html || element.kind == .unknown && Self.hasTag(element.text) {
      return try html.read(element.text, charset: "utf-8").text
    }
    let text = element.kind == .unknown ? CharacterReferences.decoded(element.text) : element.text
    return Self.trimmed(text)
  }

  /// The same in one line.
  func line(_ element: FeedElement) throws(ContentError) -> [UInt8] {
    let words = try plain(element).split(whereSeparator: \.isWhiteSpace)
    return Array(words.joined(separator: [0x20]))
  }

  static func trimmed(_ text: [UInt8]) -> [UInt8] {
    guard let start = text.firstIndex(where: { !$0.isWhiteSpace }),
      let end = text.lastIndex(where: { !$0.isWhiteSpace })
    else { return [] }
    return Array(text[start...end])
  }

  /// Whether text holds a tag of HTML: brackets stand round addresses, too.
  static func hasTag(_ text: [UInt8]) -> Bool {
    var index = 0
    while let open = text[index...].firstIndex(of: 0x3C) {
      index = open + 1
      let rest = text[index...].drop { $0 == 0x2F }.prefix(16)
      let name = rest.prefix { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
      guard !name.isEmpty, let next = rest.dropFirst(name.count).first,
        next <= 0x20 || next == 0x3E || next == 0x2F
      else { continue }
      if cxml_is_html_tag(String(decoding: name, as: UTF8.self)) != 0 { return true }
    }
    return false
  }
}
