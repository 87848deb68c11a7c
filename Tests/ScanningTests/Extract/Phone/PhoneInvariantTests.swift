import Generated
import Model
import Testing

@testable import Scanning

@Suite struct PhoneInvariantTests {
  /// What may be put between the digits of a number without changing it.
  static let noise = [
    "-", ".", " ", "*", "~", "_", " - ", "..", "🌹", "❤", " ★ ", "/", "=", "|", "+", "\u{200B}",
  ]
  static let words = [
    ["zero", "cero"], ["one", "uno"], ["two", "dos"], ["three", "tres"], ["four", "cuatro"],
    ["five", "cinco"], ["six", "seis"], ["seven", "siete"], ["eight", "ocho"], ["nine", "nueve"],
  ]
  static let areas = ["201", "214", "305", "404", "469", "512", "646", "713", "818", "972"]

  private static func phones(_ text: String) -> [String] {
    ReadText(text).identifiers.compactMap {
      if case .phone(let number, _) = $0.value { number } else { nil }
    }
  }

  private func number(_ generator: inout SeededGenerator) -> String {
    let line = Int.random(in: 100..<200, using: &generator)
    return Self.areas.randomElement(using: &generator)! + "5550\(line)"
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `noise between all digits leaves the number as it is`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for noise in Self.noise {
      let digits = number(&generator)
      let text = "call me " + digits.map(String.init).joined(separator: noise) + " thanks"
      #expect(
        Self.phones(text) == ["+1" + digits],
        "\(text)")
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `words for any of the digits leave the number as it is`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for separator in [" ", "-", ".", "*", "🌹"] {
      let digits = number(&generator)
      let text = digits.map { digit -> String in
        let choices = Self.words[digit.wholeNumberValue!]
        return Bool.random(using: &generator)
          ? choices.randomElement(using: &generator)! : String(digit)
      }.joined(separator: separator)
      #expect(
        Self.phones(text) == ["+1" + digits],
        "\(text)")
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `the quote of a number is the original bytes, whatever stands around it`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let around = ["", "é ", "🌹 ", "東京 ", "\u{200B}", "  "]
    let digits = number(&generator)
    let shown = "\(digits.prefix(3))-\(digits.dropFirst(3).prefix(3))-\(digits.suffix(4))"
    let before = around.randomElement(using: &generator)!
    let read = ReadText(before + shown + " " + around.randomElement(using: &generator)!)
    #expect(read.identifiers.count == 1)
    #expect(read.identifiers.first.map { read.quote($0) } == shown)
  }
}
