import Model
import Testing

@testable import Scanning

@Suite struct FactorTests {
  private let chooser = FactorChooser(model: BuiltInSample.model)

  private func paths(_ pattern: String) throws -> PathList {
    let registry = KindRegistry()
    let parsed = try PatternParser.parse(pattern, registry: registry, cases: CaseVariants())
    return PathExpander.paths(of: parsed.node, registry: registry) { chooser.cost(of: $0) }
  }

  private func keys(_ choice: FactorChoice) -> Set<String> {
    var keys: Set<String> = []
    for factor in choice.factors {
      factor.window.forEachKey { key in
        keys.insert(
          String(decoding: withUnsafeBytes(of: key.littleEndian, Array.init), as: UTF8.self))
      }
    }
    return keys
  }

  @Test func `a word costs one key, its boundary and any digit included`() throws {
    let choice = try #require(chooser.choose(try paths("\\bhh\\b"), bounded: true))
    #expect(keys(choice) == [" hh "])
    let digits = try #require(chooser.choose(try paths("\\b\\d{3}\\s\\d{4}\\b"), bounded: true))
    #expect(keys(digits).count == 1)
  }

  @Test func `every alternative holds a window`() throws {
    let choice = try #require(chooser.choose(try paths("\\b(?:qzx|wvj)\\b"), bounded: true))
    #expect(keys(choice).contains { $0.contains("qzx") })
    #expect(keys(choice).contains { $0.contains("wvj") })
    #expect(choice.factors.allSatisfy { $0.places.count == 1 })
  }

  @Test(arguments: [("", ""), ("the ", " (?:is|was) (?:here|there) (?:now|then)"), ("", "s?\\w*")])
  func `every word of a long list holds a window`(before: String, behind: String) throws {
    let words = (0..<400).map { number in
      let rare = String(number, radix: 4).map { Array("zxqv")[$0.wholeNumberValue ?? 0] }
      return "\(Array("etaoinsrhdlucmfywgpb")[number % 20])\(String(rare))k"
    }
    let pattern = "\\b\(before)(?:\(words.joined(separator: "|")))\(behind)\\b"
    let choice = try #require(chooser.choose(try paths(pattern), bounded: true))
    #expect(choice.expectedStarts < 0.01)
  }

  @Test func `the rarest part of a pattern is chosen, with its distance to the start`() throws {
    let choice = try #require(chooser.choose(try paths("the (?:big )?qxzw"), bounded: true))
    #expect(keys(choice).allSatisfy { $0.contains("qx") })
    let places = try #require(choice.factors.first?.places)
    let low = try #require(places.first?.low)
    #expect(places.map(\.low) == [low, low + 4] && (3...4).contains(low))
    #expect(places.map(\.high) == places.map(\.low))
  }

  @Test func `without a bound on the start there is no bounded window`() throws {
    let paths = try paths("(?:\\w+\\s)*qxzw")
    #expect(chooser.choose(paths, bounded: true).map(\.factors.count) == nil)
    let choice = try #require(chooser.choose(paths, bounded: false))
    #expect(
      keys(choice).allSatisfy { $0.contains("qx") } && choice.factors[0].places[0].high == nil)
  }

  @Test func `conditions that cannot hold leave no path`() throws {
    #expect(try paths("a\\bb").isEmpty)
    #expect(try paths("\\d\\B ").isEmpty)
    #expect(try !paths("a\\b é").isEmpty)
  }

  @Test func `many alternatives in a row are not all spelled out`() throws {
    let words = (0..<40).map { "w\($0)ord" }.joined(separator: "|")
    let paths = try paths("(?:\(words)) (?:\(words)) (?:\(words))")
    #expect(paths.count <= PathExpander.pathLimit && !paths.isEmpty)
    #expect(chooser.choose(paths, bounded: true) != nil)
  }

  @Test func `the key table finds every key with all its entries, and no other`() throws {
    let patterns = ["\\bpassport\\b", "\\bpassports\\b", "\\bniña\\b", "\\d{2} ?roses"]
    let choices = try patterns.map { try #require(chooser.choose(paths($0), bounded: true)) }
    let table = KeyTable(choices)
    var expected: [UInt32: Int] = [:]
    for factor in choices.flatMap(\.factors) {
      factor.window.forEachKey { expected[$0, default: 0] += factor.places.count }
    }
    #expect(table.keyCount == expected.count)
    var found: [UInt32: Int] = [:]
    for slot in 0...Int(table.slotMask) where table.slots[slot].key != 0 {
      found[table.slots[slot].key] = Int(table.slots[slot].count)
      let hash = KeyTable.hash(table.slots[slot].key) >> (32 - KeyTable.bitmapBits)
      #expect(table.bitmap[Int(hash >> 5)] >> (hash & 31) & 1 == 1)
    }
    #expect(found == expected)
  }

  @Test func `emoji are marks, words are not`() throws {
    let registry = KindRegistry()
    func marks(_ pattern: String) throws -> [Mark]? {
      try PatternParser.parse(pattern, registry: registry, cases: CaseVariants()).node.marks()
    }
    #expect(try marks("\\d{2,4}\\s?🌹") == [Mark(scalar: 0x1F339, low: 2, high: 5)])
    #expect(try marks("🌹|🍒 x")?.map(\.scalar) == [0x1F339, 0x1F352])
    #expect(try marks("🌹|rose") == nil)
    #expect(try marks("\\w+🌹") == nil)
    #expect(try marks("🌹?x") == nil)
  }
}
