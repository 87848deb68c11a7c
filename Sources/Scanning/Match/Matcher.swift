package import Model

/// The seam behind which the engine stands: one call a batch, never one a match.
///
/// For every text and every pattern rule that reads the text's field, a matcher reports the
/// leftmost non-overlapping non-empty matches that PCRE2 finds with UTF, UCP and caseless matching
/// on (`ReferenceMatcher` is that definition as code). Immutable and shared between workers.
package protocol Matcher: Sendable {
  /// The memory one worker needs; never shared between workers.
  associatedtype Scratch

  /// Makes the memory for one worker.
  func makeScratch() -> Scratch

  /// The rules that are run on every text because nothing tells where they can match, and why;
  /// empty for matchers that run all rules on every text.
  var unfilteredRules: [(rule: RuleIndex, reason: String)] { get }

  /// Appends what `texts` match to `list`, ordered by text, rule, then span.
  func match(
    _ texts: UnsafeBufferPointer<TextSlice>, scratch: Scratch, into list: inout MatchList)
}
