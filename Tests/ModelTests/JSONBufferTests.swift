import Testing

@testable import Model

struct JSONBufferTests {
  /// The same, byte by byte.
  private func plain(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0..<0x20:
        result += "\\u00" + Hex.text([UInt8(scalar.value)])
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  @Test func `every character is escaped wherever it stands, and no other`() {
    for value in [0..<0x180, 0x2027..<0x2030, 0x1F350..<0x1F356].joined() {
      guard let scalar = UnicodeScalar(UInt32(value)) else { continue }
      for place in 0..<18 {
        let text =
          String(repeating: "é", count: place / 2) + String(repeating: "a", count: place % 2)
          + String(Character(scalar)) + "rest of it all"
        var json = JSONBuffer()
        json.string(text)
        #expect(String(decoding: json.bytes, as: UTF8.self) == plain(text))
      }
    }
  }
}
