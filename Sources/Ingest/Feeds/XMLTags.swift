/// Finds the tags of XML in a stream, past comments, CDATA, instructions and the document type, of
/// which only the names of entities are kept. Nothing is expanded, and what is not well-formed is
/// passed over. Source: XML 1.0.
struct XMLTags {
  /// The name in a tag.
  struct Name: Equatable {
    /// As it is written.
    let text: [UInt8]

    /// Without its prefix, in lower case.
    var local: String {
      let local = text.lastIndex(of: 0x3A).map { text[($0 + 1)...] } ?? text[...]
      return String(decoding: local, as: UTF8.self).lowercased()
    }

    /// Whether `bytes` begin with it, in any case, and with nothing that would go on with it.
    func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
      guard bytes.count > text.count,
        zip(bytes, text).allSatisfy({ XMLTags.lower($0) == XMLTags.lower($1) })
      else { return false }
      return XMLTags.isEndOfName(bytes[bytes.startIndex + text.count])
    }
  }

  private static let comment = (start: Array("<!--".utf8), end: Array("-->".utf8))
  private static let data = (start: Array("<![CDATA[".utf8), end: Array("]]>".utf8))
  private static let instruction = (start: Array("<?".utf8), end: Array("?>".utf8))
  private static let declaration = Array("<?xml ".utf8)
  private static let entity = Array("<!ENTITY".utf8)
  /// The longest of the starts above.
  static let lookAhead = 9
  /// The longest name and the longest tag that are read; longer ones are passed over.
  private static let nameLimit = 256, tagLimit = 1 << 18
  /// The most names of entities that are kept.
  private static let entityLimit = 10_000

  /// What has not been passed over.
  var window: StreamWindow
  /// The charset that the XML declaration names.
  private(set) var encoding: String?
  /// Names of entities that the document type defines.
  private(set) var entities: Set<String> = []
  /// By the first byte of a mark: where in the stream it was sought last and is not.
  private var sought: [UInt8: Range<Int>] = [:]

  init(_ stream: any ByteStream) { window = StreamWindow(stream) }

  /// Moves to the next tag, with whose bracket the window begins then; nil at the end.
  mutating func next() throws(StreamError) -> (name: Name, isEnd: Bool)? {
    while true {
      guard let open = window.firstIndex(of: 0x3C, from: 0) else {
        window.drop(window.count)
        if window.isComplete { return nil }
        try window.readMore()
        continue
      }
      window.drop(open)
      _ = try window.hold(Self.lookAhead)
      if let end = Self.endOfAside(window.bytes) {
        if window.bytes.starts(with: Self.declaration) { try readDeclaration() }
        try skip(past: end)
      } else if window.count > 1, window[1] == 0x21 {
        try skipDeclaration()
      } else {
        let isEnd = window.count > 1 && window[1] == 0x2F
        if let name = try name(from: isEnd ? 2 : 1) { return (name, isEnd) }
        window.drop(1)
      }
    }
  }

  /// What ends the comment, CDATA or instruction that `bytes` begin with; nil for anything else.
  static func endOfAside(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    [comment, data, instruction].first { bytes.starts(with: $0.start) }?.end
  }

  /// The name at `index`; nil where there is none.
  private mutating func name(from index: Int) throws(StreamError) -> Name? {
    var end = index
    while try window.hold(end + 1), !Self.isEndOfName(window[end]) {
      end += 1
      if end - index > Self.nameLimit { return nil }
    }
    guard end > index, end < window.count, Self.startsName(window[index]) else { return nil }
    return Name(text: Array(window[index..<end]))
  }

  /// Index behind the tag that the window begins with, and whether it is an element without content;
  /// nil where it does not end.
  mutating func endOfTag() throws(StreamError) -> (end: Int, isEmpty: Bool)? {
    guard let end = try find([0x3E], from: 1, limit: Self.tagLimit) else { return nil }
    return (end + 1, window[end - 1] == 0x2F)
  }

  /// Index of the first `mark` from `index` on, for which more is read until `limit` bytes are held.
  mutating func find(
    _ mark: [UInt8], from index: Int, limit: Int
  ) throws(StreamError) -> Int? {
    var index = index
    var start = window.offset + index
    // What was sought in vain for one element is not sought again for the next.
    if let vain = sought[mark[0]], vain.contains(start) {
      start = vain.lowerBound
      index = max(index, vain.upperBound - window.offset - mark.count + 1)
    }
    while true {
      if let found = window.firstIndex(of: mark, from: index) { return found }
      if window.isComplete || window.count > limit { break }
      index = max(index, window.count - mark.count + 1)
      try window.readMore()
    }
    sought[mark[0]] = start..<(window.offset + window.count)
    return nil
  }

  /// Passes over everything up to `mark` and that.
  private mutating func skip(past mark: [UInt8]) throws(StreamError) {
    while true {
      if let found = window.firstIndex(of: mark, from: 0) {
        window.drop(found + mark.count)
        return
      }
      window.drop(window.isComplete ? window.count : max(0, window.count - mark.count + 1))
      if window.isComplete { return }
      try window.readMore()
    }
  }

  /// Reads the charset of the XML declaration.
  private mutating func readDeclaration() throws(StreamError) {
    _ = try window.hold(256)
    let text = String(decoding: window.bytes.prefix(256).prefix { $0 != 0x3E }, as: UTF8.self)
    guard let start = text.firstRange(of: "encoding")?.upperBound else { return }
    let value = text[start...].drop { $0 == " " || $0 == "=" || $0 == "\"" || $0 == "'" }
    let name = value.prefix { $0 != "\"" && $0 != "'" }.lowercased()
    // What could be read so far as ASCII is not in UTF-16, whatever it says.
    encoding = name.hasPrefix("utf-16") ? nil : name
  }

  /// Passes over a declaration, or over the start of a document type whose declarations follow.
  private mutating func skipDeclaration() throws(StreamError) {
    if window.bytes.starts(with: Self.entity), entities.count < Self.entityLimit {
      _ = try window.hold(Self.nameLimit)
      let name = window.bytes.dropFirst(Self.entity.count).prefix(Self.nameLimit)
        .drop { $0 <= 0x20 || $0 == 0x25 }.prefix { $0 > 0x20 }
      entities.insert(String(decoding: name, as: UTF8.self))
    }
    var quote: UInt8?
    window.drop(2)
    while try window.hold(1) {
      let byte = window[0]
      window.drop(1)
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E || byte == 0x5B {
        return
      }
    }
  }

  static func isEndOfName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x3E || byte == 0x2F || byte == 0x3C
  }

  private static func startsName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(lower(byte)) || byte == 0x5F || byte == 0x3A || byte >= 0x80
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
