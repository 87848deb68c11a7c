internal import Foundation

/// Turns bytes in any charset that iconv knows into UTF-8.
enum Charset {
  /// The text as valid UTF-8; what cannot be decoded becomes U+FFFD.
  ///
  /// A byte order mark decides first, then `label`, then `fallback`; without any of them it is
  /// UTF-8 where it can be, Windows-1252 where it cannot.
  static func utf8(_ bytes: [UInt8], label: String?, fallback: String? = nil) -> [UInt8] {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return repaired(bytes.dropFirst(3)) }
    if bytes.starts(with: [0xFF, 0xFE]) { return converted(bytes.dropFirst(2), "UTF-16LE") }
    if bytes.starts(with: [0xFE, 0xFF]) { return converted(bytes.dropFirst(2), "UTF-16BE") }
    let named = label.flatMap(encoding) ?? fallback.flatMap(encoding)
    let encoding =
      named ?? (String(validating: bytes, as: UTF8.self) == nil ? "WINDOWS-1252" : "UTF-8")
    return encoding == "UTF-8" ? repaired(bytes[...]) : converted(bytes[...], encoding)
  }

  private static func repaired(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    String(validating: bytes, as: UTF8.self) == nil
      ? Array(String(decoding: bytes, as: UTF8.self).utf8) : Array(bytes)
  }

  private static func converted(_ bytes: ArraySlice<UInt8>, _ encoding: String) -> [UInt8] {
    guard let handle = iconv_open("UTF-8", encoding), Int(bitPattern: handle) != -1 else {
      return repaired(bytes)
    }
    defer { iconv_close(handle) }
    var source = Array(bytes)
    var result: [UInt8] = []
    result.reserveCapacity(source.count * 2)
    var block = [CChar](repeating: 0, count: 1 << 14)
    source.withUnsafeMutableBytes { source in
      var input = source.baseAddress?.assumingMemoryBound(to: CChar.self)
      var inputLeft = source.count
      while inputLeft > 0 {
        let (status, written) = block.withUnsafeMutableBufferPointer { block in
          var output = block.baseAddress
          var outputLeft = block.count
          let status = iconv(handle, &input, &inputLeft, &output, &outputLeft)
          return (status == Int(bitPattern: UInt.max) ? errno : 0, block.count - outputLeft)
        }
        result += block[..<written].lazy.map { UInt8(bitPattern: $0) }
        if status == EILSEQ || status == EINVAL {
          result += [0xEF, 0xBF, 0xBD]
          input = input?.advanced(by: 1)
          inputLeft -= 1
        }
      }
    }
    return result
  }

  /// Whether a byte may stand in a label, letters in lower case. Names are passed on to iconv, to
  /// which a slash means more than a name.
  static func isLabelByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
  }

  /// The name iconv knows a web charset by; nil for what it does not know. Source: WHATWG
  /// Encoding, "names and labels".
  private static func encoding(_ label: String) -> String? {
    let name: String
    switch label.lowercased() {
    case let other where other.isEmpty || !other.utf8.allSatisfy(Self.isLabelByte): return nil
    case "utf-8", "utf8": return "UTF-8"
    // Pages that say Latin-1 are Windows-1252 in practice, and browsers read them so.
    case "iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252":
      name = "WINDOWS-1252"
    case "gb2312", "gbk", "x-gbk": name = "GB18030"
    case "shift_jis", "sjis", "x-sjis": name = "CP932"
    case let other: name = other.uppercased()
    }
    guard let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else { return nil }
    iconv_close(handle)
    return name
  }
}
