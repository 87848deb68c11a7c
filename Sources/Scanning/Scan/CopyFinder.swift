internal import Model

/// Tells the documents of a batch that must be read from copies of texts that were read before. One
/// worker's memory; never shared.
final class CopyFinder {
  /// Where what is found in a document comes from.
  enum Standing {
    /// It is read.
    case new
    /// It has title and text of this document of the batch, which comes earlier and is new.
    case copy(of: Int)
    /// Its text was met in an earlier batch.
    case known(KnownTexts.Entry)
  }

  /// One for each document of the last batch.
  private(set) var standings: [Standing] = []

  private let known: KnownTexts
  private let digest = Digest()
  /// What the documents of the last batch are known by.
  private var keys: [KnownTexts.Key] = []
  /// The new documents among them.
  private var firsts: [KnownTexts.Key: Int] = [:]

  /// - Parameter known: the texts of the run.
  init(_ known: KnownTexts) { self.known = known }

  /// Looks at all documents of a batch.
  func look(at documents: [Document], _ bytes: UnsafeBufferPointer<UInt8>) {
    standings.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    firsts.removeAll(keepingCapacity: true)
    for (number, document) in documents.enumerated() {
      let text = UnsafeBufferPointer(rebasing: bytes[document.text.range])
      let title = UnsafeBufferPointer(rebasing: bytes[document.title.range])
      let key = KnownTexts.Key(text: digest.digest(of: text), title: Hash64.of(title))
      keys.append(key)
      if let first = firsts[key] {
        let isEqual = bytes[documents[first].title.range].elementsEqual(title)
        standings.append(isEqual ? .copy(of: first) : .new)
      } else if let entry = known.entry(for: key, title: title) {
        standings.append(.known(entry))
      } else {
        firsts[key] = number
        standings.append(.new)
      }
    }
  }

  /// The digest of the text of document `number` of the last batch.
  func textDigest(of number: Int) -> SHA256 { keys[number].text }

  /// Remembers what was found in the new documents of the last batch.
  ///
  /// - Parameters:
  ///   - findings: one for each document.
  ///   - fingerprints: one for each document, as far as they were asked for.
  func remember(
    _ documents: [Document], _ bytes: UnsafeBufferPointer<UInt8>, _ findings: [Finding],
    _ fingerprints: [UInt64?]
  ) {
    for number in standings.indices {
      // What a limit stopped is tried again.
      guard case .new = standings[number], findings[number].incompleteCount == 0 else { continue }
      known.add(
        KnownTexts.Entry(
          key: keys[number], title: Array(bytes[documents[number].title.range]),
          finding: findings[number], fingerprint: fingerprints[number]))
    }
  }
}
