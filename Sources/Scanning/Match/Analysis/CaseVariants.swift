/// Which code points a literal or a range matches when case does not count. PCRE2 itself is asked.
final class CaseVariants {
  private var known: [String: [UInt32]] = [:]
  private let scratch = PatternScratch()

  /// The scripts that have letters of two cases.
  private static let scripts: [ClosedRange<UInt32>] = [
    0x00...0x33FF, 0xA000...0xABFF, 0xF900...0xFFFD, 0x1_0000...0x1_FFFD,
  ]

  /// All code points of the scripts, as UTF-8.
  private lazy var candidates: [UInt8] = {
    var text: [UInt8] = []
    for range in Self.scripts {
      for value in range {
        if let scalar = UnicodeScalar(value), let bytes = UTF8.encode(scalar) {
          text.append(contentsOf: bytes)
        }
      }
    }
    return text
  }()

  /// In ascending order; never empty.
  func variants(of range: ClosedRange<UInt32>) -> [UInt32] {
    guard Self.scripts.contains(where: range.overlaps) else { return Array(range) }
    let text = Self.text(of: range)
    if let variants = known[text] { return variants }
    var variants = Set(range)
    do throws(PatternError) {
      let pattern = try CompiledPattern(text)
      candidates.withUnsafeBufferPointer { bytes in
        pattern.findAll(in: bytes, scratch: scratch) { attempt in
          if case .match(let start, _) = attempt { variants.insert(bytes.scalar(at: start).scalar) }
        }
      }
    } catch {
      preconditionFailure("a class of one range does not compile")
    }
    let sorted = variants.sorted()
    known[text] = sorted
    return sorted
  }

  /// A class of one range, in PCRE2's syntax.
  static func text(of range: ClosedRange<UInt32>) -> String {
    let (first, last) = (String(range.lowerBound, radix: 16), String(range.upperBound, radix: 16))
    return "[\\x{\(first)}-\\x{\(last)}]"
  }
}
