/// Looks at the tags of an element before the parser makes a tree of them.
enum XMLShape {
  private static let asides: [(start: [UInt8], end: [UInt8])] = [
    (Array("<!--".utf8), Array("-->".utf8)), (Array("<![CDATA[".utf8), Array("]]>".utf8)),
    (Array("<?".utf8), Array("?>".utf8)),
  ]

  /// Which limit the element goes beyond, in words; nil where it keeps them, or stops being
  /// well-formed before: the parser goes no further then.
  static func problem(in element: [UInt8], limits: IngestLimits) -> String? {
    var rest = element[...]
    var depth = 0
    var count = 0
    while let open = rest.firstIndex(of: 0x3C) {
      rest = rest[open...]
      if let aside = asides.first(where: { rest.starts(with: $0.start) }) {
        rest = rest.dropFirst(aside.start.count)
        guard let end = rest.firstIndex(ofMark: aside.end) else { return nil }
        rest = rest[end...].dropFirst(aside.end.count)
        continue
      }
      let isEnd = rest.dropFirst().first == 0x2F
      guard let tag = tag(rest) else { return nil }
      rest = rest[tag.end...]
      if isEnd {
        depth -= 1
        continue
      }
      count += 1
      if !tag.isEmpty { depth += 1 }
      if tag.attributeCount > limits.attributeCount {
        return "an element of more than \(limits.attributeCount) attributes"
      }
      if depth > limits.elementDepth {
        return "elements nested more than \(limits.elementDepth) deep"
      }
      if count > limits.elementCount { return "more than \(limits.elementCount) elements" }
    }
    return nil
  }

  /// The tag that `bytes` begin with; nil where it does not end.
  private static func tag(
    _ bytes: ArraySlice<UInt8>
  ) -> (end: Int, isEmpty: Bool, attributeCount: Int)? {
    var quote: UInt8?
    var attributeCount = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3D {
        attributeCount += 1
      } else if byte == 0x3E {
        return (index + 1, bytes[index - 1] == 0x2F, attributeCount)
      }
    }
    return nil
  }
}
