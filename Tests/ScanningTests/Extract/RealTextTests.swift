import Foundation
import Model
import Testing

@testable import Scanning

/// Genuine job ads beside the package, if they are there: what ordinary text holds no contact is
/// told by. Nothing of them is printed but counts.
@Suite struct RealTextTests {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../../shared/real/job-ads.jsonl").standardizedFileURL

  /// All texts; nil, with a note, where the ads are not there.
  static func texts() throws -> [String]? {
    guard FileManager.default.fileExists(atPath: path.path) else {
      print("real text: not beside the package, skipped")
      return nil
    }
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
    return try lines.flatMap { line in
      let record = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return ["title", "company", "body", "requirements", "benefits"].compactMap {
        record[$0] as? String
      }
    }
  }

  @Test func `ordinary ads yield no contact that is not there`() throws {
    guard let texts = try Self.texts() else { return }
    let scratch = ExtractScratch()
    var counts: [String: Int] = [:]
    for text in texts {
      let read = ReadText(text, scratch: scratch)
      for identifier in read.identifiers {
        counts[identifier.value.kind, default: 0] += 1
        let quote = read.quote(identifier)
        switch identifier.value {
        case .phone(let number, _):
          // The contacts of these ads are hashed: a number may stand only in plain digits.
          #expect(!quote.contains { $0.isLetter || $0 == "#" }, "a number with letters")
          #expect(number.hasSuffix(String(quote.filter(\.isNumber).suffix(7))), "not its digits")
        case .handle(_, let name):
          #expect(quote.lowercased().contains(name), "an account that is not in its quote")
          #expect(!(name.count >= 12 && name.allSatisfy(\.isHexDigit)), "an account out of a hash")
        case .email: #expect(quote.contains("@") || quote.lowercased().contains("at"), "no sign")
        default: break
        }
      }
    }
    print("real text: \(counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })")
    #expect(counts["phone", default: 0] <= 4)
    #expect(counts["handle", default: 0] <= 4)
    #expect(counts["wallet", default: 0] + counts["payment", default: 0] == 0)
  }

  @Test func `windows leave out most of an ordinary ad`() throws {
    guard let texts = try Self.texts() else { return }
    let triggers = Extractor().triggers
    let windows = GrowingBuffer<TextWindow>()
    let starts = GrowingBuffer<UInt32>()
    var (read, all) = (0, 0)
    for text in texts {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { _ = triggers.scan($0, into: windows, starts: starts) }
      all += bytes.count
      read += windows.elements.reduce(0) { $0 + $1.range.count }
    }
    print("real text: \(read) of \(all) bytes in windows")
    #expect(read * 3 < all)
  }
}
