import Generated
import Foundation
import Model
import Testing

@testable import Scanning

@Suite struct FactInvariantTests {
  /// What people put round and between words without changing what they say.
  private static let noise = ["\u{200B}", "\u{AD}", "\u{FEFF}", "\u{2060}"]

  @Test(arguments: ["ages", "prices", "measures-dates", "names-places"])
  func `invisible characters anywhere leave what is read unchanged`(name: String) throws {
    var generator = SeededGenerator(seed: 4)
    for entry in try CaseFile(name).cases {
      let noisy = { (text: String) in Self.sprinkled(text, using: &generator) }
      let expected = Self.values(title: entry.title, text: entry.text)
      let read = Self.values(title: noisy(entry.title), text: noisy(entry.text))
      #expect(read == expected, "\(entry.source)")
    }
  }

  @Test(arguments: ["ages", "prices", "measures-dates", "names-places"])
  func `fullwidth digits and letters are read as plain ones`(name: String) throws {
    for entry in try CaseFile(name).cases {
      let expected = Self.values(title: entry.title, text: entry.text)
      let read = Self.values(title: Self.widened(entry.title), text: Self.widened(entry.text))
      #expect(read == expected, "\(entry.source)")
    }
  }

  @Test(arguments: ["ages", "prices"])
  func `upper case leaves ages and prices unchanged`(name: String) throws {
    for entry in try CaseFile(name).cases {
      let expected = Self.values(
        title: entry.title, text: entry.text, ["age", "price", "client-age"])
      // A capital may be what tells a name, and so the age behind it, from other words.
      guard expected.isEmpty == false else { continue }
      let read = Self.values(
        title: entry.title.uppercased(), text: entry.text.uppercased(),
        ["age", "price", "client-age"])
      #expect(read == expected, "\(entry.source)")
    }
  }

  @Test(arguments: ["ages", "prices", "measures-dates", "names-places"])
  func `neutral lines before and after leave what is read unchanged`(name: String) throws {
    var (total, equal) = (0, 0)
    for entry in try CaseFile(name).cases where entry.title.isEmpty {
      let expected = Self.values(title: "", text: entry.text)
      let read = Self.values(
        title: "", text: "Thank you for reading this far\n\(entry.text)\nWishing everybody well")
      total += 1
      if read == expected { equal += 1 }
      #expect(Set(read).isSubset(of: expected), "\(entry.source)")
    }
    // What only a text's start or shortness tells ("… - 23") is not told inside a longer one.
    #expect(Double(equal) >= 0.97 * Double(total), "\(total - equal) of \(total) differ")
  }

  @Test(arguments: ["ages", "prices", "measures-dates", "names-places"])
  func `every span lies in its field, on scalar boundaries, in order`(name: String) throws {
    var generator = SeededGenerator(seed: 9)
    for entry in try CaseFile(name).cases {
      let text = "🌹 " + Self.sprinkled(entry.text, using: &generator) + " é"
      let read = ReadText(title: entry.title, text)
      let (identifiers, facts) = (read.identifiers, read.facts)
      let bytes = (title: Array(entry.title.utf8), text: Array(text.utf8))
      for (field, span) in identifiers.map({ ($0.field, $0.span) })
        + facts.map({ ($0.field, $0.span) })
      {
        let source = field == .title ? bytes.title : bytes.text
        #expect(span.start < span.end && Int(span.end) <= source.count)
        #expect(Self.isBoundary(Int(span.start), source) && Self.isBoundary(Int(span.end), source))
      }
      let keys = identifiers.map { ($0.field.rawValue, $0.span) }
      #expect(
        zip(keys, keys.dropFirst()).allSatisfy { $0.0 < $1.0 || $0.0 == $1.0 && $0.1 <= $1.1 })
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `any mixture of fragments is read without trapping`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let cases = try ["ages", "prices", "measures-dates", "names-places"].flatMap {
      try CaseFile($0).cases
    }
    var text = ""
    for _ in 0..<60 {
      let words = (cases.randomElement(using: &generator)?.text ?? "").split(separator: " ")
      let start = Int.random(in: 0...words.count, using: &generator)
      text += words[start...].prefix(4).joined(separator: " ")
      text += [" ", "\n", "", "-", "/", "$", "'"].randomElement(using: &generator) ?? ""
    }
    let identifiers = ReadText(text).identifiers
    let count = text.utf8.count
    #expect(identifiers.allSatisfy { Int($0.span.end) <= count })
  }

  @Test func `ordinary job ads state no age but an applicant's lowest, and no minor`() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../../shared/real/job-ads.jsonl").standardized
    guard let page = try? String(contentsOf: url, encoding: .utf8) else {
      print("job ads not found: the check on ordinary text is skipped")
      return
    }
    var ads = 0
    for line in page.split(separator: "\n") {
      let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      let text = ["company", "body", "requirements", "benefits"]
        .compactMap { record[$0] as? String }.joined(separator: "\n")
      let read = ReadText(title: record["title"] as? String ?? "", text)
      let (identifiers, facts) = (read.identifiers, read.facts)
      ads += 1
      for identifier in identifiers {
        switch identifier.value {
        case .age, .height, .weight: Issue.record("ad \(ads): \(identifier.value.kind)")
        default: break
        }
      }
      for fact in facts where fact.fact != .ageClientLimit && fact.fact != .phoneObscured {
        Issue.record("ad \(ads): \(fact.fact.rawValue)")
      }
    }
    #expect(ads > 100)
  }

  // MARK: Helpers

  private static func values(
    title: String, text: String,
    _ kinds: Set<String> = [
      "age", "price", "client-age", "height", "weight", "date", "name", "place",
    ]
  ) -> [String] {
    ReadText(title: title, text).identifiers.filter { kinds.contains($0.value.kind) }
      .map(\.value.caseForm).sorted()
  }

  private static func sprinkled(_ text: String, using generator: inout SeededGenerator) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if Int.random(in: 0..<4, using: &generator) == 0 {
        result += noise.randomElement(using: &generator) ?? ""
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  private static func widened(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isWide =
        (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value)
        || (0x61...0x7A).contains(scalar.value)
      result.append(isWide ? UnicodeScalar(scalar.value + 0xFEE0) ?? scalar : scalar)
    }
    return String(result)
  }

  private static func isBoundary(_ offset: Int, _ bytes: [UInt8]) -> Bool {
    offset == bytes.count || bytes[offset] & 0xC0 != 0x80
  }
}
