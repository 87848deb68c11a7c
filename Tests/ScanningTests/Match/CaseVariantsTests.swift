import Testing

@testable import Scanning

@Suite struct CaseVariantsTests {
  @Test func `every letter is a variant of its other case`() {
    let cases = CaseVariants()
    var letters = 0
    for value in UInt32(0x80)...0x1_FFFF {
      guard let scalar = UnicodeScalar(value), Self.isKnown(scalar) else { continue }
      for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
        guard text.unicodeScalars.count == 1, let other = text.unicodeScalars.first,
          other != scalar, other.value >= 0x80, Self.isKnown(other),
          other.properties.lowercaseMapping == scalar.properties.lowercaseMapping
        else { continue }
        letters += 1
        #expect(cases.set(of: value).exceptions.contains(other.value), "U+\(hex(value))")
        #expect(cases.set(of: other.value).exceptions.contains(value), "U+\(hex(other.value))")
      }
    }
    #expect(letters > 2_500)
  }

  @Test(arguments: [
    ("é", "Éé"), ("σ", "Σςσ"), ("ж", "Жж"), ("ǆ", "Ǆǅǆ"), ("ⓐ", "Ⓐⓐ"), ("ⅳ", "Ⅳⅳ"), ("𐐨", "𐐀𐐨"),
    ("高", "高"), ("7", "7"), ("ก", "ก"), ("😀", "😀"), ("𝐀", "𝐀"),
  ])
  func `a literal matches its variants and nothing else`(letter: String, variants: String) throws {
    let scalar = try #require(letter.unicodeScalars.first).value
    let expected = SymbolSet(variants.unicodeScalars.map(\.value).sorted())
    #expect(CaseVariants().set(of: scalar) == expected)
    #expect(CaseVariants().literal(scalar) == .set(expected))
  }

  private func hex(_ value: UInt32) -> String { String(value, radix: 16) }

  /// What came later may not be known to both libraries.
  private static func isKnown(_ scalar: UnicodeScalar) -> Bool {
    scalar.properties.age.map { $0.major < 14 } ?? false
  }
}
