internal import Model
internal import Synchronization

/// What was found in the texts that a run has met last, so that a copy is not read again: of five
/// million advertisements nine in ten were copies (arXiv 2405.13348).
///
/// Shared between workers. Which texts it holds depends on their timing and has no influence on any
/// result: what is found depends on title and text alone, and both are compared.
package final class KnownTexts: Sendable {
  /// A text and what was found in it.
  final class Entry: Sendable {
    let key: Key
    let title: [UInt8]
    let finding: Finding
    /// Of normalised text and matched rules; nil where nobody asked for it.
    let fingerprint: UInt64?
    /// Bytes of memory, about.
    fileprivate let byteCount: Int

    /// Takes the parts as they are.
    init(key: Key, title: [UInt8], finding: Finding, fingerprint: UInt64?) {
      self.key = key
      self.title = title
      self.finding = finding
      self.fingerprint = fingerprint
      byteCount =
        256 + title.count + MemoryLayout<Match>.stride * finding.matches.count
        + finding.identifiers.reduce(0) {
          $0 + MemoryLayout<Identifier>.stride + $1.span.byteCount
        }
    }
  }

  /// What a text is looked up by.
  struct Key: Hashable {
    /// Of the text without its title.
    var text: SHA256
    /// A hash of the title: texts of one body have many titles. Who makes two titles with one hash has
    /// gained nothing, as titles are compared.
    var title: UInt64

    fileprivate var hash: UInt64 { text.words[0] ^ title }
  }

  /// Parts are locked one by one, so that workers seldom wait for each other.
  private static let shardCount = 64
  /// Bytes of memory for all entries; a larger entry than a sixteenth of a part's is not kept.
  private static let byteLimit = 32 << 20

  private let shards = (0..<shardCount).map { _ in Shard(byteLimit: byteLimit / shardCount) }

  /// Knows no text.
  package init() {}

  /// The entry of a text, if it is known.
  func entry(for key: Key, title: UnsafeBufferPointer<UInt8>) -> Entry? {
    guard let entry = shard(of: key).find(key), entry.title.elementsEqual(title) else {
      return nil
    }
    return entry
  }

  /// Takes in what was found in a text; another that was not asked for lately may be forgotten.
  func add(_ entry: Entry) { shard(of: entry.key).add(entry) }

  private func shard(of key: Key) -> Shard { shards[Int(key.hash >> 58)] }
}

/// A part of the known texts. The oldest is forgotten first, but is spared once if it was asked for
/// since ("second chance").
private final class Shard: Sendable {
  private static let slotCount = 1024

  private let byteLimit: Int
  private let state = Mutex(State())

  private struct State {
    /// By hash, where in `slots`.
    var places: [UInt64: Int] = [:]
    var slots: [Slot] = []
    /// Where the next entry is put.
    var hand = 0
    var byteCount = 0

    /// Empties the slot under the hand, or spares it and returns false.
    mutating func clearSlot() -> Bool {
      if hand == slots.count { slots.append(Slot()) }
      guard let entry = slots[hand].entry else { return true }
      if slots[hand].wasAskedFor {
        slots[hand].wasAskedFor = false
        return false
      }
      // Another text with the same hash may have come after it.
      if places[entry.key.hash] == hand { places[entry.key.hash] = nil }
      byteCount -= entry.byteCount
      slots[hand].entry = nil
      return true
    }
  }

  private struct Slot {
    var entry: KnownTexts.Entry?
    var wasAskedFor = false
  }

  init(byteLimit: Int) { self.byteLimit = byteLimit }

  func find(_ key: KnownTexts.Key) -> KnownTexts.Entry? {
    state.withLock { state in
      guard let place = state.places[key.hash], let entry = state.slots[place].entry,
        entry.key == key
      else { return nil }
      state.slots[place].wasAskedFor = true
      return entry
    }
  }

  func add(_ entry: KnownTexts.Entry) {
    let byteCount = entry.byteCount
    guard byteCount <= byteLimit / 16 else { return }
    state.withLock { state in
      while !state.clearSlot() || state.byteCount + byteCount > byteLimit {
        state.hand = (state.hand + 1) % Self.slotCount
      }
      state.slots[state.hand] = Slot(entry: entry)
      state.places[entry.key.hash] = state.hand
      state.byteCount += byteCount
      state.hand = (state.hand + 1) % Self.slotCount
    }
  }
}
