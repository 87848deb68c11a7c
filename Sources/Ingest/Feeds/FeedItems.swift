internal import Model

/// Finds the items of RSS 2.0 (and 0.9x), RSS 1.0 and Atom feeds in a stream, one after the other.
///
/// Items are told apart by their tags alone, so that one that is broken costs no other, and no more
/// is held than one item. Sources: RSS 2.0.11, RDF Site Summary 1.0, RFC 4287.
struct FeedItems {
  /// Where an item stands.
  struct Place {
    /// 1-based.
    var number: Int
    /// Offset of its first byte in the stream.
    var byteOffset: Int
  }

  /// What was found.
  enum Found {
    /// A whole item, with its tags.
    case item([UInt8], Place)
    /// An item without an end, too long, or none of what there should be.
    case fault(ContentError, Place, byteCount: Int, raw: [UInt8])
  }

  /// How an item ends.
  private enum End {
    /// Behind this index.
    case whole(Int)
    /// It does not, and at this index something begins that cannot be in an item.
    case open(Int)
    /// Its very first tag does not.
    case noTag
    case cut
    case tooLong
  }

  /// Elements of whole feeds, and of the items in them.
  private static let kinds = ["rss": "item", "rdf": "item", "feed": "entry"]
  private static let channel = XMLTags.Name(text: Array("channel".utf8))
  /// Names of what feeds are told from other XML by, which their roots declare.
  private static let namespaces = [
    "feed": ["http://www.w3.org/2005/atom", "http://purl.org/atom/ns#"],
    "rdf": [
      "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
      "http://channel.netscape.com/rdf/simple/0.9/",
    ],
  ]

  private var tags: XMLTags
  private let limit: Int
  private var root: XMLTags.Name?
  private var isRootOpen = false
  private var itemName = ""
  /// How many items were found.
  private(set) var count = 0
  private var isAtEnd = false

  /// - Parameter limit: the longest item, in bytes.
  init(_ stream: any ByteStream, limit: Int) {
    tags = XMLTags(stream)
    self.limit = limit
  }

  /// What has not been read.
  var window: StreamWindow { tags.window }
  /// The charset that the feed names so far.
  var encoding: String? { tags.encoding }
  /// Names of entities that the feed defines so far.
  var entities: Set<String> { tags.entities }

  /// Whether text that begins so is a feed.
  static func begin(_ start: ArraySlice<UInt8>) -> Bool {
    let text = start.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    // Most text is a page.
    guard text.first == 0x3C, !isPage(text) else { return false }
    var tags = XMLTags(HeldStream(start))
    do throws(StreamError) {
      guard let (name, isEnd) = try tags.next(), !isEnd, kinds[name.local] != nil else {
        return false
      }
      guard let namespaces = namespaces[name.local] else { return true }
      let end = try tags.endOfTag()?.end ?? tags.window.count
      let tag = String(decoding: tags.window[0..<end], as: UTF8.self).lowercased()
      return namespaces.contains { tag.contains($0) }
    } catch {
      preconditionFailure("bytes in memory cannot fail")
    }
  }

  private static func isPage(_ text: ArraySlice<UInt8>) -> Bool {
    let start = String(decoding: text.prefix(15), as: UTF8.self).lowercased()
    return start.hasPrefix("<html") || start.hasPrefix("<!doctype html")
  }

  /// The next item; nil at the end.
  mutating func next() throws(StreamError) -> Found? {
    while let (name, isEnd) = try tags.next() {
      if isEnd {
        if name.local == root?.local { isRootOpen = false }
      } else if root != nil, name.local == itemName {
        return try item(name)
      } else if !isRootOpen, let itemName = Self.kinds[name.local] {
        root = name
        self.itemName = itemName
        isRootOpen = try tags.endOfTag()?.isEmpty != true
      }
      tags.window.drop(1)
    }
    if isAtEnd { return nil }
    isAtEnd = true
    let place = Place(number: count + 1, byteOffset: root == nil ? 0 : tags.window.offset)
    let byteCount = tags.window.offset - place.byteOffset
    if root == nil {
      return .fault(Self.noFeed, place, byteCount: byteCount, raw: [])
    }
    return isRootOpen ? .fault(Self.cutFeed, place, byteCount: 0, raw: []) : nil
  }

  private static let noFeed = ContentError(reason: .invalidXML, detail: "no RSS or Atom feed")
  private static let cutFeed = ContentError(
    reason: .truncated, detail: "the file ends inside the feed")
  private static let noEnd = ContentError(reason: .invalidXML, detail: "an item without an end")

  /// The item that the window begins with.
  private mutating func item(_ name: XMLTags.Name) throws(StreamError) -> Found {
    let place = Place(number: count + 1, byteOffset: tags.window.offset)
    let found = try item(name, place)
    count += 1
    return found
  }

  private mutating func item(_ name: XMLTags.Name, _ place: Place) throws(StreamError) -> Found {
    switch try end(of: name) {
    case .whole(let end) where end <= limit:
      let bytes = Array(tags.window[0..<end])
      tags.window.drop(end)
      return .item(bytes, place)
    case .whole, .tooLong:
      let detail = "longer than \(limit) bytes"
      return try broken(name, place, ContentError(reason: .tooLong, detail: detail))
    case .noTag: return try broken(name, place, Self.noEnd)
    case .open(let end):
      let raw = Array(tags.window[0..<min(end, RejectedRecord.rawByteLimit)])
      tags.window.drop(end)
      return .fault(Self.noEnd, place, byteCount: end, raw: raw)
    case .cut:
      // Of the feed's own end nothing need be said besides.
      isAtEnd = true
      let error = ContentError(reason: .truncated, detail: "the file ends inside the item")
      return try broken(name, place, error)
    }
  }

  private mutating func end(of name: XMLTags.Name) throws(StreamError) -> End {
    guard let tag = try tags.endOfTag() else { return tags.window.isComplete ? .cut : .noTag }
    if tag.isEmpty { return .whole(tag.end) }
    var index = tag.end
    while let open = try tags.find([0x3C], from: index, limit: limit) {
      _ = try tags.window.hold(open + Self.lookAhead)
      index = open + 1
      if let mark = XMLTags.endOfAside(tags.window[open..<tags.window.count]) {
        guard let end = try tags.find(mark, from: index, limit: limit) else { break }
        index = end + mark.count
      } else if name.begins(tags.window[open..<tags.window.count].dropFirst(2)),
        tags.window[index] == 0x2F
      {
        guard let end = try tags.find([0x3E], from: index, limit: limit) else { break }
        return .whole(end + 1)
      } else if isOther(at: open, than: name) {
        return .open(open)
      }
    }
    return tags.window.count > limit ? .tooLong : .cut
  }

  /// How many bytes tell where something else begins.
  private static let lookAhead = 300

  /// Whether at `index` another item begins, or what holds the items ends.
  private func isOther(at index: Int, than name: XMLTags.Name) -> Bool {
    let rest = tags.window[index..<tags.window.count].dropFirst()
    guard rest.first == 0x2F else { return name.begins(rest) }
    return Self.channel.begins(rest.dropFirst()) || root?.begins(rest.dropFirst()) == true
  }

  /// Passes over the item that the window begins with, up to where another may begin.
  private mutating func broken(
    _ name: XMLTags.Name, _ place: Place, _ error: ContentError
  ) throws(StreamError) -> Found {
    let raw = Array(tags.window.bytes.prefix(RejectedRecord.rawByteLimit))
    var index = 1
    while true {
      if let open = tags.window.firstIndex(of: 0x3C, from: index) {
        let isHeld = try tags.window.hold(open + Self.lookAhead)
        if isOther(at: open, than: name) {
          tags.window.drop(open)
          break
        }
        index = open + 1
        if isHeld, index < limit { continue }
        tags.window.drop(index)
      } else {
        tags.window.drop(tags.window.count)
        if tags.window.isComplete { break }
        try tags.window.readMore()
      }
      index = 0
    }
    let byteCount = tags.window.offset - place.byteOffset
    return .fault(error, place, byteCount: byteCount, raw: Array(raw.prefix(byteCount)))
  }
}
