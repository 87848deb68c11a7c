package import Model
package import RulePacks

/// What makes two findings the same for a reviewer: the normalised text and the rules that matched.
///
/// SHA-256 of title, 0xFF, text, 0xFF and the ids of the matched rules in order, each followed by a
/// line feed; the first eight bytes. Ids, sources, dates and rule versions have no part in it.
package enum Fingerprint {
  /// - Parameters:
  ///   - title: normalised.
  ///   - text: normalised.
  ///   - matches: ordered by rule.
  package static func compute(
    title: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>, matches: [Match],
    book: RuleBook, digest: Digest
  ) -> UInt64 {
    digest.begin()
    digest.add(title)
    digest.add(0xFF)
    digest.add(text)
    digest.add(0xFF)
    var previous: RuleIndex?
    for match in matches where match.rule != previous {
      previous = match.rule
      var id = book.id(of: match.rule)
      id.withUTF8 { digest.add($0) }
      digest.add(0x0A)
    }
    return digest.finish().words[0]
  }
}
