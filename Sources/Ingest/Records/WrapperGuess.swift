internal import CSimdJSON

/// Tells a JSON object that wraps its records in a list from a record that merely holds lists.
///
/// Nothing is read by a guess: it makes a hint for people.
struct WrapperGuess {
  /// What an ad itself may have several of, each with words of its own.
  private static let partsOfAds: Set<String> = [
    "images", "photos", "pictures", "media", "videos", "attachments", "files", "contacts",
    "phones", "emails", "addresses", "links", "tags", "categories", "comments", "replies",
    "reviews", "messages", "prices", "services", "history", "versions", "revisions",
  ]
  /// How deep a list may lie, in names.
  private static let depthLimit = 4
  /// How many items of a list are looked at.
  private static let itemLimit = 16
  /// How much of an object is looked at that is longer than a record may be.
  private static let prefixLimit = 1 << 20

  /// Says which fields hold a text, where they have no usual names.
  let mapping: FieldMapping

  /// The path to the list, if the object that `start` begins with clearly wraps records: it has no
  /// text and no id, exactly one list of objects most of which have a text, and fewer of the usual
  /// fields than these.
  func path(_ start: ArraySlice<UInt8>) -> String? {
    guard let parser = sj_parser_new(IngestLimits().jsonDepth) else { return nil }
    defer { sj_parser_free(parser) }
    let line = start.prefix { $0 != 0x0A }
    var root = sj_element()
    if line.parse(with: parser, into: &root) != sj_ok {
      let whole = Self.closed(line.prefix(Self.prefixLimit))
      guard whole.parse(with: parser, into: &root) == sj_ok else { return nil }
    }
    return path(in: root)
  }

  private func path(in root: sj_element) -> String? {
    guard sj_type_of(root) == sj_object else { return nil }
    let own = parts(of: root)
    guard own.isDisjoint(with: [.text, .id]) else { return nil }
    var found: [Candidate] = []
    search(root, path: [], into: &found)
    guard let list = found.first, found.count == 1, own.count < list.parts.count else { return nil }
    return list.path
  }

  /// A list of records.
  private struct Candidate {
    var path: String
    /// What its first items have.
    var parts: Set<FieldTarget>
  }

  /// Finds lists of records in an object and the objects in it.
  private func search(_ object: sj_element, path: [String], into found: inout [Candidate]) {
    var members = sj_begin(object)
    var key = sj_string()
    var value = sj_element()
    while sj_next_member(&members, &key, &value) != 0 {
      let name = String(decoding: key.buffer, as: UTF8.self)
      guard FieldName.isPlain(name) else { continue }
      let path = path + [name]
      switch sj_type_of(value) {
      case sj_object where path.count < Self.depthLimit: search(value, path: path, into: &found)
      case sj_array where !Self.partsOfAds.contains(name.lowercased()):
        if let parts = partsOfRecords(in: value) {
          found.append(Candidate(path: path.joined(separator: "."), parts: parts))
        }
      default: break
      }
    }
  }

  /// The usual fields of the first items, if most of them are objects with a text.
  private func partsOfRecords(in list: sj_element) -> Set<FieldTarget>? {
    var items = sj_begin(list)
    var item = sj_element()
    var all: Set<FieldTarget> = []
    var (count, withText) = (0, 0)
    while count < Self.itemLimit, sj_next_item(&items, &item) != 0 {
      guard sj_type_of(item) == sj_object else { return nil }
      let parts = parts(of: item)
      count += 1
      if parts.contains(.text) { withText += 1 }
      all.formUnion(parts)
    }
    return withText * 2 > count ? all : nil
  }

  /// Which parts of a document an object has fields for.
  private func parts(of object: sj_element) -> Set<FieldTarget> {
    let names = Profile.detect(keys: FormatDetector.fields(of: object)).names
    let fields = FormatDetector.fields(of: object, leavingOutInner: true)
    return Set(
      FieldTarget.allCases.filter {
        (mapping.fields[$0] ?? names[$0] ?? []).contains(where: fields.contains)
      })
  }

  /// JSON that was cut, up to the last object or list that is whole, with all that is open closed.
  private static func closed(_ json: ArraySlice<UInt8>) -> [UInt8] {
    var open: [UInt8] = []
    var best: (end: Int, open: [UInt8])?
    var (isInString, isEscaped) = (false, false)
    for (index, byte) in zip(json.indices, json) {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      switch byte {
      case 0x22: isInString = true
      case 0x7B, 0x5B:
        open.append(byte + 2)
        // No parser would read it, and each copy below would be long.
        if open.count > IngestLimits().jsonDepth { return [] }
      case 0x7D, 0x5D:
        _ = open.popLast()
        best = (index + 1, open)
      default: break
      }
    }
    guard let best else { return [] }
    return json[..<best.end] + best.open.reversed()
  }
}
