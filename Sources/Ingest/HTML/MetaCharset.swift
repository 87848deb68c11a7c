/// The charset that a page names itself. Source: WHATWG HTML, "prescan a byte stream to determine its
/// encoding".
enum MetaCharset {
  /// What the first meta element with a charset names.
  ///
  /// - Parameter start: the beginning of a page.
  static func label(in start: ArraySlice<UInt8>) -> String? {
    let bytes = start.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    var rest = bytes[...]
    while let open = rest.firstIndex(of: 0x3C) {
      rest = rest[(open + 1)...]
      guard rest.starts(with: element) else { continue }
      let tag = rest.dropFirst(element.count).prefix { $0 != 0x3E }
      if let label = label(inTag: tag) {
        // A page whose meta element could be read as ASCII is not in UTF-16, whatever it says.
        return label.hasPrefix("utf-16") ? "utf-8" : label
      }
    }
    return nil
  }

  private static let element = Array("meta".utf8)
  private static let attribute = Array("charset".utf8)

  /// The label behind `charset=`, as an attribute or within the one that names a media type.
  private static func label(inTag tag: ArraySlice<UInt8>) -> String? {
    for start in tag.indices where tag[start] == attribute[0] {
      var rest = tag[start...]
      guard rest.starts(with: attribute) else { continue }
      rest = rest.dropFirst(attribute.count).drop(while: isSpace)
      guard rest.first == 0x3D else { continue }
      rest = rest.dropFirst().drop(while: isSpace)
      if rest.first == 0x22 || rest.first == 0x27 { rest = rest.dropFirst().drop(while: isSpace) }
      let label = rest.prefix(while: Charset.isLabelByte)
      if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
