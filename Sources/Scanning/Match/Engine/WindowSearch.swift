internal import CWindowProbe

/// Finds the windows of a table in folded text, in passes over a stretch at a time: positions whose
/// bit is set, keys that are truly there, entries whose surroundings fit. Each pass is a loop
/// without calls, whose steps do not wait for one another.
///
/// One worker's memory.
final class WindowSearch {
  /// Folded bytes that are searched at a time.
  static let stretch = 16 * 1024

  /// An entry of the table at a place of the folded text.
  struct Find: BitwiseCopyable {
    /// Offset of the window.
    var place: UInt32
    /// Index into the table's entries.
    var entry: UInt32
  }

  /// A key at a place.
  private struct Key: BitwiseCopyable {
    var place: UInt32
    var first: UInt32
    var count: UInt32
  }

  private let candidates = WorkBuffer<UInt32>(capacity: WindowSearch.stretch + 64)
  private let keys = WorkBuffer<Key>(capacity: WindowSearch.stretch + 64)
  private var found = WorkBuffer<Find>(capacity: 4096)
  /// How many entries the last search has found.
  private(set) var findCount = 0
  /// How many keys.
  private(set) var keyCount = 0

  /// What the last search has found, by place. Valid until the next one.
  var finds: UnsafePointer<Find> { UnsafePointer(found.start) }

  /// Searches `count` bytes, at most a stretch, from offset `start` of `folded`, of which
  /// `MatchBatch.padding` bytes can be read on both sides.
  func search(
    _ folded: UnsafePointer<UInt8>, from start: Int, count: Int, in table: KeyTable
  ) {
    let candidateCount = wp_find(folded + start, count, table.bitmap, candidates.start)
    let sums = Self.lookUp(
      candidates.start, candidateCount, folded, start, table, into: keys.start)
    keyCount = sums.keys
    found.reserve(sums.entries)
    findCount = Self.compare(keys.start, keyCount, folded, table.entries, into: found.start)
  }

  /// Puts the candidates that are keys into `keys`; returns their number and that of all their
  /// entries.
  @inline(never)
  private static func lookUp(
    _ candidates: UnsafePointer<UInt32>, _ candidateCount: Int, _ folded: UnsafePointer<UInt8>,
    _ start: Int, _ table: KeyTable, into keys: UnsafeMutablePointer<Key>
  ) -> (keys: Int, entries: Int) {
    let raw = UnsafeRawPointer(folded)
    let (slots, slotMask) = (table.slots, Int(table.slotMask))
    var keyCount = 0
    var entryCount = 0
    for index in 0..<candidateCount {
      let place = start &+ Int(candidates[index])
      let key = raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      var slot = Int(KeyTable.slot(KeyTable.hash(key), table.slotMask))
      while slots[slot].key != key, slots[slot].key != 0 { slot = (slot &+ 1) & slotMask }
      // A free slot has no entries: what is written for it is written over.
      let count = slots[slot].count
      keys[keyCount] = Key(
        place: UInt32(truncatingIfNeeded: place), first: slots[slot].first, count: count)
      keyCount &+= count == 0 ? 0 : 1
      entryCount &+= Int(count)
    }
    return (keyCount, entryCount)
  }

  /// Puts the entries of `keys` that fit the text round them into `found`; returns their number.
  @inline(never)
  private static func compare(
    _ keys: UnsafePointer<Key>, _ keyCount: Int, _ folded: UnsafePointer<UInt8>,
    _ entries: UnsafePointer<KeyEntry>, into found: UnsafeMutablePointer<Find>
  ) -> Int {
    let raw = UnsafeRawPointer(folded)
    var findCount = 0
    for index in 0..<keyCount {
      let key = keys[index]
      for number in key.first..<key.first &+ key.count {
        let entry = entries + Int(number)
        let around = raw.loadUnaligned(
          fromByteOffset: Int(key.place) &+ Int(entry.pointee.checkOffset), as: UInt64.self)
        found[findCount] = Find(place: key.place, entry: number)
        findCount &+= around & entry.pointee.checkMask == entry.pointee.checkValue ? 1 : 0
      }
    }
    return findCount
  }
}
