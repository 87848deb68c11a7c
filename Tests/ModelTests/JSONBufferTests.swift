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

  @Test func `numbers are written as Swift prints them`() {
    var json = JSONBuffer()
    var expected = ""
    for value in [0, 7, -7, 10, 999, -1000, 1 << 40, .max, .min] {
      json.integer(value)
      json.raw(" ")
      expected += "\(value) "
    }
    #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
  }

  @Test func `points and instants are written as they print`() {
    var json = JSONBuffer()
    json.points(Points(thousandths: -12_050))
    json.raw(",")
    json.instantOrNull(Instant(milliseconds: -1))
    json.raw(",")
    json.instantOrNull(nil)
    #expect(
      String(decoding: json.bytes, as: UTF8.self) == "-12.05,\"1969-12-31T23:59:59.999Z\",null")
  }

  @Test func `a buffer keeps all it was given, however much, and drops what it is told to`() {
    var json = JSONBuffer()
    var expected: [UInt8] = []
    for number in 0..<3000 {
      json.string("\(number)\u{1F339}")
      expected += "\"\(number)\u{1F339}\"".utf8
    }
    #expect(json.bytes == expected && json.count == expected.count)
    json.removeLast(4)
    #expect(json.bytes == expected.dropLast(4))
    json.removeAll()
    json.raw(utf8: "[]")
    #expect(json.bytes == Array("[]".utf8))
  }
}
