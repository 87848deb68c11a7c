import Testing

@testable import Scanning

@Suite struct CompanionChooserTests {
  /// Text in which numbers and words are common and `ladies` is not.
  private static let sample = Array(
    String(repeating: " room 0 for rent and 0 more to rent ", count: 400).utf8)

  private func companions(_ pattern: String) throws -> Set<String> {
    let registry = KindRegistry()
    let node = try PatternParser.parse(pattern, registry: registry, cases: CaseVariants()).node
    let model = Self.sample.withUnsafeBufferPointer { FrequencyModel($0) }
    let chooser = FactorChooser(model: model)
    let paths = PathExpander.paths(of: node, registry: registry) { chooser.cost(of: $0) }
    let choice = try #require(chooser.choose(paths, bounded: true))
    let companions = CompanionChooser(
      registry: registry, model: model, worth: PlanLimits().companions
    ).companions(of: node, to: choice)
    var keys: Set<String> = []
    for companion in companions {
      companion.window.forEachKey { key in
        keys.insert(withUnsafeBytes(of: key.littleEndian) { String(decoding: $0, as: UTF8.self) })
      }
    }
    return keys
  }

  @Test func `what is rare must be in the text where starts are common`() throws {
    let keys = try companions("\\b\\d\\s(?:\\w+\\s)*(?:ladies|cars)\\b")
    #expect(!keys.isEmpty && keys.allSatisfy { "ladies cars ".contains($0.trimmed) })
  }

  @Test(arguments: [
    // Rare starts, one word, and words that are all common.
    "\\bqzxw(?: \\w+)* ladies\\b", "\\brent(?:al)?s?\\b", "\\brent\\s(?:\\w+\\s)*room\\b",
    // What need not be there.
    "\\brent(?: .* ladies)?\\b",
  ])
  func `nothing is waited for in vain`(pattern: String) throws {
    #expect(try companions(pattern).isEmpty)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
