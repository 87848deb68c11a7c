import Foundation
import Ingest

/// Reads texts among a record's other fields.
enum ExtraField {
  /// Fields in which dumps say what kind of ad a record is, first choice first.
  private static let categoryNames = ["category", "section", "vertical"].map { Array($0.utf8) }

  /// The record's own category, if it names one.
  ///
  /// - Parameter extra: members of a JSON object without its braces, without white space between
  ///   them; see `Document.extra`.
  static func category(in extra: ArraySlice<UInt8>) -> String? {
    extra.withUnsafeBufferPointer { json in
      var texts = [Range<Int>?](repeating: nil, count: categoryNames.count)
      var place = 0
      var depth = 0
      while place < json.count {
        switch json[place] {
        case 0x22:
          let name = string(in: json, from: place)
          place = name.upperBound + 1
          guard depth == 0, place + 1 < json.count, json[place] == 0x3A, json[place + 1] == 0x22
          else { continue }
          let value = string(in: json, from: place + 1)
          place = value.upperBound + 1
          if let choice = categoryNames.firstIndex(where: { $0.elementsEqual(json[name]) }) {
            texts[choice] = value
          }
        case 0x7B, 0x5B:
          depth += 1
          place += 1
        case 0x7D, 0x5D:
          depth -= 1
          place += 1
        default: place += 1
        }
      }
      return texts.lazy.compactMap { $0 }.first { !$0.isEmpty }.map { text(json[$0]) }
    }
  }

  /// Names of the fields that hold texts, dotted where they stand in an object; without those that are
  /// no plain words.
  static func texts(in extra: ArraySlice<UInt8>) -> [String] {
    let json = Data([0x7B]) + extra + Data([0x7D])
    guard let members = try? JSONSerialization.jsonObject(with: json) as? [String: Any] else {
      return []
    }
    return texts(in: members, depth: 0)
  }

  private static func texts(in members: [String: Any], depth: Int) -> [String] {
    members.flatMap { name, value -> [String] in
      guard FieldName.isPlain(name, words: 3) else { return [] }
      switch value {
      case let text as String: return text.isEmpty ? [] : [name]
      case let inner as [String: Any] where depth < 2:
        return texts(in: inner, depth: depth + 1).map { "\(name).\($0)" }
      default: return []
      }
    }
  }

  /// What stands between the quote at `start` and the one that closes it.
  private static func string(in json: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
    var place = start + 1
    while place < json.count, json[place] != 0x22 { place += json[place] == 0x5C ? 2 : 1 }
    return start + 1..<max(start + 1, min(place, json.count))
  }

  /// The text of a JSON string. Words are told by their letters, so any escape but those of quotes
  /// and backslashes may stand for a space.
  private static func text(_ json: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var bytes: [UInt8] = []
    var place = json.startIndex
    while place < json.endIndex {
      guard json[place] == 0x5C, place + 1 < json.endIndex else {
        bytes.append(json[place])
        place += 1
        continue
      }
      let escaped = json[place + 1]
      bytes.append(escaped == 0x22 || escaped == 0x5C ? escaped : 0x20)
      place += escaped == 0x75 ? 6 : 2
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
