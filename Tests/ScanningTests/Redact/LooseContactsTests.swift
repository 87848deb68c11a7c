import Testing

@testable import Scanning

@Suite struct LooseContactsTests {
  private func found(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return LooseContacts.find(in: bytes).map { found in
      let words = String(decoding: bytes[found.range], as: UTF8.self)
      return switch found.kind {
      case .number(let digits): "\(words) = \(digits)"
      case .address(let address): "\(words) = \(address)"
      }
    }
  }

  @Test(arguments: [
    ("Dallas 214-555-0142", ["214-555-0142 = 2145550142"]),
    (
      "/ads/2145550142?mail=Ann.Lee@example.org",
      [
        "2145550142 = 2145550142", "Ann.Lee@example.org = ann.lee@example.org",
      ]
    ),
    ("m=ann%40example.org", ["ann%40example.org = ann@example.org"]),
    ("+1 (214) 555-0142, TX", ["1 (214) 555-0142 = 12145550142"]),
    ("ad-12345 in 75201", []), ("2011-02-06", []), ("a @ b", []), ("", []),
    ("ad2145550142", ["2145550142 = 2145550142"]),
  ])
  func `contacts are known by their shape`(text: String, expected: [String]) {
    #expect(found(text) == expected)
  }
}
