import Model
import Testing

@testable import Scanning

@Suite struct PhoneExtractorTests {
  static let extractor = Extractor()

  /// The numbers of a text, `*` behind those that plain reading would miss.
  static func phones(_ text: String) -> [String] {
    ReadText(text, extractor: extractor).identifiers.compactMap {
      if case .phone(let number, let obscured) = $0.value {
        number + (obscured ? "*" : "")
      } else {
        nil
      }
    }
  }

  @Test func `the marked examples are read`() throws {
    let file = try ExtractionCases("phones.txt")
    var agreement = Agreement()
    for example in file.cases { agreement.add(Self.phones(example.text), example) }
    print(agreement.summary("phones"))
    for mistake in agreement.mistakes { print("  phones.txt \(mistake)") }
    #expect(file.cases.count >= 150)
    #expect(agreement.precision >= 0.99)
    #expect(agreement.recall >= 0.97)
    #expect(agreement.exactShare >= 0.97)
  }
}
