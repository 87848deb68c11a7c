internal import Model
internal import RulePacks

/// The packs' allow-lists: phrases inside which the matches of a pack mean nothing.
struct AllowLists: Sendable {
  /// Patterns by index of the pack; empty for most.
  private let patterns: [[CompiledPattern]]
  private let packOfRule: [Int]
  /// Whether no pack has an allow-list.
  let isEmpty: Bool

  init(_ book: RuleBook) throws(RuleCompileError) {
    var compiled: [[CompiledPattern]] = []
    for pack in book.packs {
      var patterns: [CompiledPattern] = []
      for pattern in pack.allow {
        do throws(PatternError) {
          patterns.append(try CompiledPattern(pattern))
        } catch {
          throw RuleCompileError(
            ruleID: "allow of pack \(pack.name)",
            location: SourceLocation(file: pack.file, line: 1, column: 1), underlying: error)
        }
      }
      compiled.append(patterns)
    }
    patterns = compiled
    packOfRule = book.packOfRule
    isEmpty = compiled.allSatisfy(\.isEmpty)
  }

  /// Removes the matches from `first` on that lie wholly inside a phrase their pack allows.
  ///
  /// All of them are matches in `text`, in its offsets, ordered by rule.
  func filter(
    _ matches: inout [TextMatch], from first: Int, text: UnsafeBufferPointer<UInt8>,
    scratch: PatternScratch
  ) {
    guard !isEmpty, first < matches.count else { return }
    var allowed: [Int: [ByteSpan]] = [:]
    for match in matches[first...] {
      let pack = packOfRule[Int(match.rule.rawValue)]
      guard !patterns[pack].isEmpty, allowed[pack] == nil else { continue }
      var spans: [ByteSpan] = []
      for pattern in patterns[pack] {
        pattern.findAll(in: text, scratch: scratch) { outcome in
          if case .match(let start, let end) = outcome { spans.append(ByteSpan(start, end)) }
        }
      }
      allowed[pack] = spans
    }
    guard !allowed.isEmpty else { return }
    let kept = matches[first...].filter { match in
      guard let spans = allowed[packOfRule[Int(match.rule.rawValue)]] else { return true }
      return !spans.contains { $0.contains(match.span) }
    }
    matches.replaceSubrange(first..., with: kept)
  }
}
