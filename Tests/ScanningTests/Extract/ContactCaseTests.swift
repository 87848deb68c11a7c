import Model
import Testing

@testable import Scanning

@Suite struct ContactCaseTests {
  static let extractor = Extractor()

  static func values(_ text: String, _ show: (Identifier.Value) -> String?) -> [String] {
    ReadText(text, extractor: extractor).identifiers.compactMap { show($0.value) }
  }

  static func measure(
    _ file: String, _ show: (Identifier.Value) -> String?
  ) throws -> Agreement {
    let cases = try ExtractionCases(file)
    var agreement = Agreement()
    for example in cases.cases { agreement.add(values(example.text, show), example) }
    print(agreement.summary(file))
    for mistake in agreement.mistakes { print("  \(file) \(mistake)") }
    return agreement
  }

  @Test func `e-mail and web addresses of the marked examples are read`() throws {
    let agreement = try Self.measure("emails-urls.txt") {
      switch $0 {
      case .email(let address, let obscured): "email:\(address)\(obscured ? "*" : "")"
      case .url(let address): "url:\(address)"
      default: nil
      }
    }
    #expect(agreement.cases >= 100)
    #expect(agreement.f1 >= 0.97 && agreement.exactShare >= 0.97)
  }

  @Test func `accounts of the marked examples are read with their platforms`() throws {
    let agreement = try Self.measure("handles.txt") {
      if case .handle(let platform, let name) = $0 { "\(platform):\(name)" } else { nil }
    }
    #expect(agreement.cases >= 100)
    #expect(agreement.f1 >= 0.95 && agreement.precision >= 0.95)
  }

  @Test func `wallets and payment accounts of the marked examples are read`() throws {
    let agreement = try Self.measure("wallets-payments.txt") {
      switch $0 {
      case .wallet(let platform, let address): "wallet:\(platform):\(address)"
      case .payment(let platform, let name): "payment:\(platform):\(name)"
      default: nil
      }
    }
    #expect(agreement.cases >= 60)
    #expect(agreement.exactShare >= 0.98)
  }
}
