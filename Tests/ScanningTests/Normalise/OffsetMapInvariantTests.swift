import Generated
import Model
import Testing

@testable import Scanning

@Suite struct OffsetMapInvariantTests {
  private static let pieces = [
    "a", "b", " ", "  ", "\n", "\t", "call", "2", "ｃ", "２", "①", "2️⃣", "é", "e\u{301}", "с", "ж",
    "🌹", "👩‍💼", "\u{200B}", "\u{AD}", "“", "—", "…", "\u{A0}", "ﬁ", "\u{0}", "東", "ก้", "한",
    "\u{1112}\u{1161}",
  ]

  private func randomText(_ seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...60, using: &generator)
    return (0..<count).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `every span of the normalised text comes from a span of the original`(seed: UInt64) {
    let original = Array(randomText(seed).utf8)
    let (text, map, _) = normalised(String(decoding: original, as: UTF8.self))
    let bytes = Array(text.utf8)
    let boundaries = (0...bytes.count).filter { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    for start in boundaries {
      for end in boundaries where end > start {
        let span = map.original(of: ByteSpan(start, end))
        #expect(Int(span.end) <= original.count && span.byteCount > 0)
        let quote = original[span.range]
        #expect(String(validating: quote, as: UTF8.self) != nil, "cut inside a scalar")
        // What the quoted bytes normalise to alone holds the span; words, marks and white space
        // round it may make it longer or keep letters of another script.
        if map.isUnchanged(ByteSpan(start, end)) {
          #expect(quote.elementsEqual(bytes[start..<end]))
        }
      }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a span that went to the original and back holds what it held`(seed: UInt64) {
    let (text, map, _) = normalised(randomText(seed))
    let bytes = Array(text.utf8)
    let boundaries = (0...bytes.count).filter { $0 == bytes.count || bytes[$0] & 0xC0 != 0x80 }
    for start in boundaries {
      for end in boundaries where end > start {
        let span = ByteSpan(start, end)
        let back = map.normalised(of: map.original(of: span))
        #expect(back.contains(span) && Int(back.end) <= bytes.count)
        if map.isUnchanged(span) { #expect(back == span) }
      }
    }
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `normalising twice changes nothing more`(seed: UInt64) {
    let once = normalised(randomText(seed)).text
    #expect(normalised(once).text == once)
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `no two white-space characters and no control characters are left`(seed: UInt64) {
    let bytes = Array(normalised(randomText(seed)).text.utf8)
    for (byte, next) in zip(bytes, bytes.dropFirst()) {
      #expect(!(byte <= 0x20 && next <= 0x20))
    }
    #expect(bytes.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }
}
