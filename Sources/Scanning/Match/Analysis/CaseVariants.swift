/// Which code points a literal or a range matches when case does not count. PCRE2 itself is asked.
final class CaseVariants {
  private var known: [ClosedRange<UInt32>: [UInt32]] = [:]
  private var literals: [UInt32: PatternNode] = [:]
  private let asciiLiterals = (UInt32(0)..<0x80).map { PatternNode.set(asciiSet(of: $0)) }
  private let scratch = PatternScratch()

  /// The scripts that have letters of two cases.
  private static let scripts: [ClosedRange<UInt32>] = [
    0x00...0x33FF, 0xA000...0xABFF, 0xF900...0xFFFD, 0x1_0400...0x1_0DFF, 0x1_1800...0x1_18FF,
    0x1_6E00...0x1_6EFF, 0x1_E900...0x1_E9FF,
  ]

  /// The code points that PCRE2 may take for a variant of another, as UTF-8: few of those of the
  /// scripts, and each class has to be looked for in all of them.
  private lazy var candidates: [UInt8] = {
    var text: [UInt8] = []
    for range in Self.scripts {
      for value in range {
        if let scalar = UnicodeScalar(value), let bytes = UTF8.encode(scalar) {
          text.append(contentsOf: bytes)
        }
      }
    }
    // Letters with case; numerals, circled letters and marks, of which some have it.
    return matches(of: #"[\p{L&}\p{Nl}\p{So}\p{Mn}]"#, in: text).flatMap { value in
      UnicodeScalar(value).flatMap { UTF8.encode($0) }.map(Array.init) ?? []
    }
  }()

  /// In ascending order; never empty.
  func variants(of range: ClosedRange<UInt32>) -> [UInt32] {
    guard Self.scripts.contains(where: range.overlaps) else { return Array(range) }
    if let variants = known[range] { return variants }
    let variants = Set(range).union(matches(of: Self.text(of: range), in: candidates)).sorted()
    known[range] = variants
    return variants
  }

  /// What a literal character matches. Patterns are mostly made of them, so they share their nodes.
  func literal(_ scalar: UInt32) -> PatternNode {
    if scalar < 0x80 { return asciiLiterals[Int(scalar)] }
    if let node = literals[scalar] { return node }
    let node = PatternNode.set(set(of: scalar))
    literals[scalar] = node
    return node
  }

  /// The code points that a literal character matches.
  func set(of scalar: UInt32) -> SymbolSet {
    scalar < 0x80 ? Self.asciiSet(of: scalar) : SymbolSet(variants(of: scalar...scalar))
  }

  private static func asciiSet(of scalar: UInt32) -> SymbolSet {
    var set = SymbolSet([scalar])
    set.closeCase()
    return set
  }

  /// The code points of `text` that match a class.
  private func matches(of pattern: String, in text: [UInt8]) -> [UInt32] {
    var found: [UInt32] = []
    do throws(PatternError) {
      let pattern = try CompiledPattern(pattern)
      text.withUnsafeBufferPointer { bytes in
        pattern.findAll(in: bytes, scratch: scratch) { attempt in
          if case .match(let start, _) = attempt { found.append(bytes.scalar(at: start).scalar) }
        }
      }
    } catch {
      preconditionFailure("a class does not compile")
    }
    return found
  }

  /// A class of one range, in PCRE2's syntax.
  static func text(of range: ClosedRange<UInt32>) -> String {
    let (first, last) = (String(range.lowerBound, radix: 16), String(range.upperBound, radix: 16))
    return "[\\x{\(first)}-\\x{\(last)}]"
  }
}
