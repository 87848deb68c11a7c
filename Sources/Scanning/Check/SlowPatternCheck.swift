internal import Model
internal import RulePacks

/// Runs every pattern on texts that make careless patterns backtrack, and reports those that reach
/// a limit.
enum SlowPatternCheck {
  /// Length of each adversarial text in bytes.
  private static let byteCount = 20_000

  static func run(_ book: RuleBook, _ problems: ProblemList) {
    let scratch = PatternScratch()
    for rule in book.rules {
      guard case .pattern(let pattern) = rule.subject else { continue }
      let compiled: CompiledPattern
      do throws(PatternError) {
        compiled = try CompiledPattern(pattern, justInTime: false)
      } catch {
        preconditionFailure("patterns that do not compile were left out before")
      }
      for (name, text) in texts(for: rule) {
        var cause: IncompleteRule.Cause?
        text.withUnsafeBufferPointer { bytes in
          compiled.findAll(in: bytes, scratch: scratch) { attempt in
            if case .stopped(let stop) = attempt { cause = stop }
          }
        }
        if let cause {
          problems.add(
            .slowPattern(text: name, reason: "\(cause.rawValue) reached"),
            at: rule.subjectLocation, rule: rule.id)
          break
        }
      }
    }
  }

  /// Long runs of one kind of character, and the rule's own words over and over without their end.
  private static func texts(for rule: Rule) -> [(name: String, text: [UInt8])] {
    var pieces: [(String, String)] = [
      ("a run of letters", "a"), ("a run of spaces", " "), ("a run of digits", "1"),
      ("short words", "a "), ("number words", "one two "), ("punctuation", ".,- "),
      ("line ends", "a\n"),
    ]
    for example in rule.examples.compactMap(MarkedText.init) {
      guard let span = example.spans.first else { continue }
      let words = String(decoding: Array(example.text.utf8)[span.range], as: UTF8.self)
      pieces.append(("its own words without their end", String(words.dropLast()) + " "))
      pieces.append(("its own words run together", String(words.dropLast())))
    }
    return pieces.map { name, piece in
      let bytes = Array(piece.lowercased().utf8)
      guard !bytes.isEmpty else { return (name, []) }
      let count = max(1, byteCount / bytes.count)
      return (name, Array(repeatElement(bytes, count: count).joined()))
    }
  }
}
