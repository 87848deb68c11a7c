import Model
import Testing

@testable import Scanning

/// A normalised text and its map, from a string.
func normalised(_ text: String) -> (text: String, map: OffsetMap, changed: Bool) {
  var arena: [UInt8] = []
  var map = OffsetMap()
  let bytes = Array(text.utf8)
  let changed = bytes.withUnsafeBufferPointer {
    Normaliser().normalise($0, into: &arena, map: &map)
  }
  return (changed ? String(decoding: arena, as: UTF8.self) : text, map, changed)
}

@Suite struct NormaliserTests {
  @Test(arguments: [
    "", "Plain text, nothing to do.", "Two lines\nof text", "Tab-free: a b c 1-2-3",
    "café au lait", "¿Dónde está?", "чистый русский текст", "🌹 for you", "東京 ไทย",
    "Brand™ 1º",
  ])
  func `a text that needs no change is left in place`(text: String) {
    #expect(!normalised(text).changed)
  }

  @Test(arguments: [
    ("ｃａｌｌ　２１４", "call 214"), ("𝐜𝐚𝐥𝐥 𝟐𝟏𝟒", "call 214"), ("①②③", "123"), ("❷❶❹", "214"),
    ("2️⃣1️⃣4️⃣", "214"), ("🅒🅐🅛🅛", "CALL"), ("ᴄᴀʟʟ", "CALL"), ("٢١٤", "214"), ("🔟", "10"),
    ("саll me", "call me"), ("nеw in tоwn", "new in town"), ("Αnna", "Anna"), ("асе", "ace"),
    ("zero\u{200B}width so\u{AD}ft", "zerowidth soft"), ("a\u{FE0F}b", "ab"),
    ("two  spaces", "two space" + "s"), ("tab\there", "tab here"),
    ("line\r\n\r\n end", "line\nend"),
    ("nbsp \u{A0} here", "nbsp here"), ("a \u{200B} b", "a b"), ("NUL\u{0}byte", "NUL byte"),
    ("“quoted” ‘single’ — dash…", "\"quoted\" 'single' - dash..."), ("cafe\u{301}", "café"),
    ("ﬁne", "fine"), ("lon\u{17F} \u{212A}ey", "lons Key"), ("½ hour", "1/2 hour"),
    ("trailing  ", "trailing "), ("\u{FEFF}bom", "bom"), ("e\u{301}  x", "é x"),
  ])
  func `disguises, forms and spaces fold`(original: String, expected: String) {
    #expect(normalised(original).text == expected)
  }

  @Test(arguments: [
    "это сок и нос", "Продаю диван, 214", "Το ελληνικό κείμενο", "слово саll",
  ])
  func `genuine words of other scripts keep their letters`(text: String) {
    let genuine = text.split(separator: " ").filter { !$0.unicodeScalars.contains { $0.isASCII } }
    #expect(genuine.allSatisfy { normalised(text).text.contains($0) })
  }

  @Test func `every scalar normalises to valid text without the two characters that fold to ASCII`()
  {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = UnicodeScalar(value) else { continue }
      let result = normalised("a\(scalar)b").text.unicodeScalars
      if result.contains(where: { $0 == "\u{17F}" || $0 == "\u{212A}" || $0 == "\u{FFFE}" })
        && value != 0xFFFE
      {
        Issue.record("U+\(String(value, radix: 16)) leaves a character that folds to ASCII")
      }
    }
  }
}
