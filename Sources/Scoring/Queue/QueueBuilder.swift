internal import HeapModule
internal import Model

/// Collects items in any order and writes them as a ranked queue.
///
/// Keys are held in memory (about a hundred bytes an item), lines in spill files. With a limit only
/// so many keys are held. Which items are kept, and their order, do not depend on the order of
/// arrival. Used by one thread at a time.
final class QueueBuilder {
  private let limit: Int?
  private let heads: SpillFile
  private let tails: SpillFile
  /// Without a limit.
  private var all: [QueueKey] = []
  /// With a limit; the last of those kept on top.
  private var kept = Heap<QueueKey>()

  /// - Parameters:
  ///   - limit: the most items to keep; nil keeps all.
  ///   - heads: holds the findings records.
  ///   - folder: where the temporary file is made, if one is needed.
  init(limit: Int?, heads: SpillFile, folder: String) {
    self.limit = limit
    self.heads = heads
    tails = SpillFile(folder: folder)
  }

  /// How many items are kept so far.
  var count: Int { limit == nil ? all.count : kept.count }

  /// Whether an item with that key would be kept.
  func isWanted(_ item: QueueKey) -> Bool {
    guard let limit, kept.count >= limit else { return true }
    guard let last = kept.max else { return false }
    return item < last
  }

  /// Adds an item that is wanted; `tail` is what follows its rank.
  func add(_ item: QueueKey, tail: some Collection<UInt8>) throws(ScoringError) {
    var item = item
    item.tailOffset = tails.byteCount
    item.tailCount = tail.count
    try tails.append(tail)
    guard let limit else {
      all.append(item)
      return
    }
    kept.insert(item)
    if kept.count > limit { kept.removeMax() }
  }

  /// Writes all lines in order, each with its 1-based rank between head and tail.
  ///
  /// The builder is empty afterwards.
  func write(_ emit: ([UInt8]) throws -> Void) throws {
    let keys = limit == nil ? all : kept.unordered
    all = []
    kept = Heap()
    var line = JSONBuffer()
    var piece: [UInt8] = []
    for (number, index) in Self.order(of: keys).enumerated() {
      let key = keys[index]
      try heads.read(offset: key.headOffset, count: key.headCount, into: &piece)
      line.raw(piece)
      line.raw(",\"rank\":")
      line.integer(number + 1)
      try tails.read(offset: key.tailOffset, count: key.tailCount, into: &piece)
      line.raw(piece)
      line.raw("\n")
      if line.count >= 1 << 18 {
        try emit(line.bytes)
        line.removeAll()
      }
    }
    if line.count > 0 { try emit(line.bytes) }
  }

  /// The indices of `keys` in the order of the queue.
  ///
  /// Places, which are plain numbers, are sorted in place of keys.
  private static func order(of keys: [QueueKey]) -> [Int] {
    var order = keys.indices.map { index in
      (
        place: QueuePlace(priority: keys[index].priority, fingerprint: keys[index].fingerprint),
        index: UInt32(index)
      )
    }
    order.sort {
      $0.place != $1.place
        ? $0.place < $1.place : keys[Int($0.index)] < keys[Int($1.index)]
    }
    return order.map { Int($0.index) }
  }
}
