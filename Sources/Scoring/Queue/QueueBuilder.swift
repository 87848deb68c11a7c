internal import HeapModule
internal import Model

/// Collects items in any order and writes them as a ranked queue.
///
/// Keys are held in memory (about a hundred bytes an item), lines in a spill file. With a limit only
/// so many keys are held. Which items are kept, and their order, do not depend on the order of
/// arrival. Used by one thread at a time.
package final class QueueBuilder {
  private let limit: Int?
  private let spill: SpillFile
  private var keys = Heap<QueueKey>()

  /// - Parameters:
  ///   - limit: the most items to keep; nil keeps all.
  ///   - spillFolder: where the temporary file is made, if one is needed.
  package init(limit: Int?, spillFolder: String) {
    self.limit = limit
    spill = SpillFile(folder: spillFolder)
  }

  /// How many items are kept so far.
  package var count: Int { keys.count }

  /// Items below this priority can no longer be kept; equal ones may. `Int64.min` while there is
  /// room.
  package var floor: Int64 {
    guard let limit else { return .min }
    if limit == 0 { return .max }
    return keys.count < limit ? .min : (keys.max?.priority ?? .min)
  }

  /// Adds items whose lines lie in `bytes`, head then tail, one item after the other.
  package func add(_ items: [QueueKey], bytes: [UInt8]) throws(ScoringError) {
    var start = 0
    for var item in items {
      let end = start + item.headCount + item.tailCount
      if isWanted(item) {
        item.offset = spill.byteCount
        try spill.append(bytes[start..<end])
        keys.insert(item)
        if let limit, keys.count > limit { keys.removeMax() }
      }
      start = end
    }
  }

  private func isWanted(_ item: QueueKey) -> Bool {
    guard let limit, keys.count >= limit else { return true }
    guard let last = keys.max else { return false }
    return item < last
  }

  /// Writes all lines in order, each with its 1-based rank between head and tail.
  ///
  /// The builder is empty afterwards.
  package func write(_ emit: ([UInt8]) throws -> Void) throws {
    let ordered = keys.unordered.sorted()
    keys = Heap()
    var line = JSONBuffer()
    var piece: [UInt8] = []
    for (number, key) in ordered.enumerated() {
      try spill.read(offset: key.offset, count: key.headCount + key.tailCount, into: &piece)
      line.raw(piece[..<key.headCount])
      line.raw(",\"rank\":")
      line.integer(number + 1)
      line.raw(piece[key.headCount...])
      line.raw("\n")
      if line.bytes.count >= 1 << 18 {
        try emit(line.bytes)
        line.removeAll()
      }
    }
    if !line.bytes.isEmpty { try emit(line.bytes) }
  }
}
