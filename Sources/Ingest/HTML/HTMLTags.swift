internal import Foundation

/// Looks at the tags of a page before the parser does.
enum HTMLTags {
  /// Whether a tag has more attributes than `limit`: libxml2 compares each with all before it.
  ///
  /// Scripts, styles and comments hold no tags.
  static func hasTag(in page: [UInt8], withMoreAttributesThan limit: Int) -> Bool {
    page.withUnsafeBufferPointer { bytes in
      var index = 0
      while let open = find(0x3C, in: bytes, from: index) {
        index = open + 1
        guard index < bytes.count else { return false }
        if bytes[index...].starts(with: comment) {
          guard let end = endOfComment(in: bytes, from: index + comment.count) else { return false }
          index = end
          continue
        }
        guard isLetter(bytes[index]) else { continue }
        let name = bytes[index...].prefix(7).prefix { isLetter($0) }.map { $0 | 0x20 }
        guard skipTag(bytes, &index, limit) else { return true }
        if let raw = rawElements.first(where: { $0 == name }) {
          index = endOfRaw(raw, in: bytes, from: index)
        }
      }
      return false
    }
  }

  private static let comment = Array("!--".utf8)
  private static let rawElements = [Array("script".utf8), Array("style".utf8)]

  /// Moves behind the tag whose name starts at `index`; false if it has too many attributes.
  private static func skipTag(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ limit: Int
  ) -> Bool {
    var count = 0
    var isBehindSpace = false
    while index < bytes.count, bytes[index] != 0x3E {
      let byte = bytes[index]
      index += 1
      if byte == 0x3D {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        if index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 {
          index = find(bytes[index], in: bytes, from: index + 1).map { $0 + 1 } ?? bytes.count
          isBehindSpace = true
        }
      } else if byte <= 0x20 || byte == 0x2F {
        isBehindSpace = true
      } else if isBehindSpace {
        isBehindSpace = false
        count += 1
        if count > limit { return false }
      }
    }
    return true
  }

  /// Offset of the end tag of a script or style, or the end.
  private static func endOfRaw(
    _ name: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var index = start
    while let open = find(0x3C, in: bytes, from: index) {
      index = open + 1
      if index < bytes.count, bytes[index] == 0x2F,
        bytes[(index + 1)...].prefix(name.count).elementsEqual(name, by: { $0 | 0x20 == $1 })
      {
        return index
      }
    }
    return bytes.count
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func find(
    _ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress, start < bytes.count,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Offset behind the comment that is open at `start`.
  private static func endOfComment(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var index = start
    while let end = find(0x3E, in: bytes, from: index) {
      index = end + 1
      if end >= start + 2, bytes[end - 1] == 0x2D, bytes[end - 2] == 0x2D { return index }
    }
    return nil
  }
}
