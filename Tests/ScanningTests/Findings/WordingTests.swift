import Model
import Testing

@testable import Scanning

@Suite struct WordingTests {
  private func wording(_ original: String, _ identifiers: [(String, Identifier.Value)]) -> String {
    let (text, map, _) = normalised(original)
    let found = identifiers.map { quote, value in
      let bytes = Array(original.utf8)
      let start = bytes.indices.first { bytes[$0...].starts(with: quote.utf8) } ?? 0
      return Identifier(
        field: .text, span: ByteSpan(start, start + quote.utf8.count), value: value)
    }
    var result: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer {
      Wording.append($0, .text, map: map, without: found, to: &result)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let phone = Identifier.Value.phone(e164: "+12145550142", obscured: true)

  @Test func `contacts and names are one symbol each, in a text that was normalised too`() {
    #expect(
      wording(
        "Ask for Ann, call  ２１４ ５５５ ０１４２ now",
        [("Ann", .name("Ann")), ("２１４ ５５５ ０１４２", Self.phone)]) == "Ask for 0, call 0 now\n")
    #expect(
      wording(
        "Call 214-555-0142 or mail a@example.org",
        [
          ("a@example.org", .email("a@example.org", obscured: false)), ("214-555-0142", Self.phone),
        ]) == "Call 0 or mail 0\n")
  }

  @Test func `places and heights stay, and so does what an edited span would cut`() {
    #expect(wording("In Dallas, TX", [("Dallas, TX", .place("Dallas, TX"))]) == "In Dallas, TX\n")
    let (text, map, _) = normalised("ab 東c")
    var result: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer {
      Wording.append(
        $0, .text, map: map,
        without: [(0, 1), (4, 6), (5, 90)].map {
          Identifier(field: .text, span: ByteSpan($0.0, $0.1), value: Self.phone)
        }, to: &result)
    }
    #expect(String(decoding: result, as: UTF8.self) == "0b 東c\n")
  }
}
