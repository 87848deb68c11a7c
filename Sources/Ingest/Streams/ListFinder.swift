internal import CSimdJSON

/// Finds the list of records in a JSON object that is read byte by byte.
struct ListFinder {
  /// What a byte has led to.
  enum Step {
    case inside
    /// The list has begun: its bytes up to its closing bracket are not for the finder.
    case list
    /// The object has ended.
    case ended
  }

  /// An object or list that leads to the records.
  private struct Level {
    var isList: Bool
    /// How many names of the path lead into it.
    var matched: Int
    /// How many the last key leads behind; nil where it leads elsewhere.
    var keyMatched: Int?
    var isBehindColon = false
  }

  private enum Text { case none, key, value }

  /// The longest key that is compared.
  private static let keyLimit = 4096

  private let path: RecordPath
  private let depthLimit: Int
  private var levels: [Level] = []
  /// Brackets that are open in a value that leads nowhere.
  private var asideDepth = 0
  private var text = Text.none
  private var isEscaped = false
  private var key: [UInt8] = []
  /// Whether the list was there, or null in its place, as programs write an empty one.
  private(set) var hasList = false
  /// Whether something else was in its place.
  private(set) var hasOther = false

  /// - Parameter depthLimit: how deep lists on the path may nest.
  init(_ path: RecordPath, depthLimit: Int) {
    self.path = path
    self.depthLimit = depthLimit
  }

  /// Starts anew, behind the opening brace of an object.
  mutating func begin() {
    levels = [Level(isList: false, matched: 0)]
    asideDepth = 0
    text = .none
    isEscaped = false
    hasList = false
    hasOther = false
  }

  /// Takes the next byte that belongs to no list of records.
  mutating func take(_ byte: UInt8) -> Step {
    if text != .none {
      takeText(byte)
      return .inside
    }
    if asideDepth > 0 {
      takeAside(byte)
      return .inside
    }
    let last = levels.count - 1
    switch byte {
    case 0x22 where levels[last].isList || levels[last].isBehindColon:
      takeOther()
      text = .value
    case 0x22:
      text = .key
      key.removeAll(keepingCapacity: true)
    case 0x3A: levels[last].isBehindColon = true
    case 0x2C: endMember()
    case 0x7B: return open(isList: false)
    case 0x5B: return open(isList: true)
    case 0x7D, 0x5D:
      levels.removeLast()
      if levels.isEmpty { return .ended }
    case 0x6E where leadsHere:
      hasList = true
      levels[last].keyMatched = nil
    default: if byte > 0x20 { takeOther() }
    }
    return .inside
  }

  /// Whether the value that comes next stands where the list should.
  private var leadsHere: Bool {
    guard let level = levels.last else { return false }
    return level.isBehindColon && level.keyMatched == path.names.count
  }

  /// Takes the start of a value that is no list.
  private mutating func takeOther() {
    if leadsHere { hasOther = true }
    levels[levels.count - 1].keyMatched = nil
  }

  private mutating func endMember() {
    levels[levels.count - 1].isBehindColon = false
    levels[levels.count - 1].keyMatched = nil
  }

  private mutating func open(isList: Bool) -> Step {
    let level = levels[levels.count - 1]
    let matched = level.isList ? level.matched : level.isBehindColon ? level.keyMatched : nil
    levels[levels.count - 1].keyMatched = nil
    if matched == path.names.count, isList {
      hasList = true
      return .list
    }
    if matched == path.names.count { hasOther = true }
    if let matched, matched < path.names.count, levels.count < depthLimit {
      levels.append(Level(isList: isList, matched: matched))
    } else {
      asideDepth = 1
    }
    return .inside
  }

  private mutating func takeAside(_ byte: UInt8) {
    switch byte {
    case 0x22: text = .value
    case 0x7B, 0x5B: asideDepth += 1
    case 0x7D, 0x5D: asideDepth -= 1
    default: break
    }
  }

  private mutating func takeText(_ byte: UInt8) {
    switch byte {
    case 0x0A:
      // JSON has no line ends in strings: a quote is missing, and a comma was taken for text.
      text = .none
      isEscaped = false
      if asideDepth == 0 { endMember() }
    case _ where isEscaped: isEscaped = false
    case 0x5C: isEscaped = true
    case 0x22:
      if text == .key {
        let last = levels.count - 1
        levels[last].keyMatched = path.count(behind: Self.plain(key), at: levels[last].matched)
      }
      text = .none
      return
    default: break
    }
    if text == .key, key.count < Self.keyLimit { key.append(byte) }
  }

  /// A key without escapes.
  private static func plain(_ key: [UInt8]) -> [UInt8] {
    guard key.contains(0x5C), let parser = sj_parser_new(1) else { return key }
    defer { sj_parser_free(parser) }
    let json = [0x22] + key + [0x22]
    var root = sj_element()
    guard sj_parse(parser, json.paddedForJSON, json.count, &root) == sj_ok,
      sj_type_of(root) == sj_text
    else {
      return key
    }
    return Array(sj_string_of(root).buffer)
  }
}
