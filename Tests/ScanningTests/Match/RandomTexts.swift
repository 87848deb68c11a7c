import Generated
@testable import Scanning

/// Makes texts in which random patterns find something.
struct RandomTexts {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let words = """
    spa new in town girl call ab 18 19 oh seven bob x le e er niña NIÑA é É ß ẞ чай ЧАЙ ты 🌹 café \
    CAFÉ _ a.b k kiss the to at 2 214 555-0142 $80 @home it's 5'4 o'clock 24/7 no. ok: a-b aaa aa \
    xx xxx eee leer abab 東京 ٢ ½ µ Σ ς é́ newer spas girls calls arrived weekend Passport special tonight señorita SEÑORITA ABBA Town NEW IN tab\tsep
    """.split(separator: " ").map(String.init)

  /// Valid UTF-8 without the two characters that normalising takes out.
  mutating func next() -> [UInt8] {
    switch Int.random(in: 0..<20, using: &generator) {
    case 0:
      return repaired(
        (0..<Int.random(in: 0...200, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        })
    case 1: return repeated()
    default: return words()
    }
  }

  private mutating func words() -> [UInt8] {
    var text = ""
    for _ in 0..<Int.random(in: 0...30, using: &generator) {
      var word = Self.words.randomElement(using: &generator) ?? ""
      if Int.random(in: 0..<7, using: &generator) == 0 { word = word.uppercased() }
      if Int.random(in: 0..<10, using: &generator) == 0 { word = String(word.dropLast()) }
      text += word
      text +=
        [" ", " ", " ", " ", "  ", "-", "", ".", ", ", "\n", "/", "_", "\u{A0}"]
        .randomElement(using: &generator) ?? ""
    }
    return Array(text.utf8)
  }

  /// One piece over and over.
  private mutating func repeated() -> [UInt8] {
    let piece = Self.words.randomElement(using: &generator) ?? ""
    let gap = ["", " ", "\n", "é"].randomElement(using: &generator) ?? ""
    return Array(
      String(repeating: piece + gap, count: Int.random(in: 1...120, using: &generator)).utf8)
  }

  /// The bytes as valid UTF-8, as readers repair them.
  private func repaired(_ bytes: [UInt8]) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    return Array(text.filter { $0 != "\u{17F}" && $0 != "\u{212A}" }.utf8)
  }
}
