package import Model
package import RulePacks

/// PCRE2 run rule by rule: the definition of what every matcher reports.
///
/// For each rule the leftmost match is taken, then the leftmost one that starts at its end or
/// later, and so on; matches of no length are passed over. A rule that PCRE2 stops keeps what it
/// had found and is listed as incomplete.
package struct ReferenceMatcher: Matcher {
  private struct Entry: Sendable {
    let rule: RuleIndex
    let fields: FieldSet
    let pattern: CompiledPattern
  }

  private let entries: [Entry]

  /// Compiles the pattern rules of `book`.
  ///
  /// - Parameter justInTime: false leaves all patterns to PCRE2's interpreter.
  package init(_ book: RuleBook, justInTime: Bool = true) throws(RuleCompileError) {
    var entries: [Entry] = []
    for (number, rule) in book.rules.enumerated() {
      guard case .pattern(let pattern) = rule.subject else { continue }
      do throws(PatternError) {
        entries.append(
          Entry(
            rule: RuleIndex(UInt16(number)), fields: rule.fields,
            pattern: try CompiledPattern(pattern, justInTime: justInTime)))
      } catch {
        throw RuleCompileError(
          ruleID: rule.id, location: rule.subjectLocation, underlying: error)
      }
    }
    self.entries = entries
  }

  package func makeScratch() -> PatternScratch { PatternScratch() }

  package var unfilteredRules: [(rule: RuleIndex, reason: String)] { [] }

  package func match(
    _ texts: UnsafeBufferPointer<TextSlice>, scratch: PatternScratch, into list: inout MatchList
  ) {
    for (number, text) in texts.enumerated() where text.byteCount > 0 {
      let bytes = UnsafeBufferPointer(start: text.start, count: text.byteCount)
      for entry in entries where entry.fields.contains(text.field) {
        entry.pattern.findAll(in: bytes, scratch: scratch) { outcome in
          switch outcome {
          case .match(let start, let end):
            list.matches.append(
              TextMatch(text: UInt32(number), rule: entry.rule, span: ByteSpan(start, end)))
          case .stopped(let cause):
            list.incomplete.append(
              IncompleteText(
                text: UInt32(number), rule: IncompleteRule(rule: entry.rule, cause: cause)))
          case .none: break
          }
        }
      }
    }
  }
}

/// A rule whose pattern PCRE2 refused.
package struct RuleCompileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The rule.
  package let ruleID: String
  /// Where its pattern stands.
  package let location: SourceLocation
  /// What PCRE2 said.
  package let underlying: PatternError

  /// `pack.yml:4:5: error: pattern of 'family.slug' does not compile: byte 7: …`.
  package var description: String {
    "\(location): error: pattern of '\(ruleID)' does not compile: \(underlying)"
  }
}

extension CompiledPattern {
  /// Hands every match to `report`, left to right; a stop comes last.
  func findAll(
    in text: UnsafeBufferPointer<UInt8>, scratch: PatternScratch, report: (Attempt) -> Void
  ) {
    var offset = 0
    while offset < text.count {
      let attempt = firstMatch(in: text, from: offset, scratch: scratch)
      switch attempt {
      case .match(let start, let end):
        // \K can put the start of a match behind its end; such a match covers nothing.
        if start < end { report(attempt) }
        offset = end > offset ? end : text.nextScalarBoundary(after: offset)
      case .stopped:
        report(attempt)
        return
      case .none:
        return
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The first offset above `offset` that does not point into the middle of a scalar.
  func nextScalarBoundary(after offset: Int) -> Int {
    var next = offset + 1
    while next < count, self[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }
}
