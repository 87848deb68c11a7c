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
  func add(_ item: QueueKey, tail: [UInt8]) throws(ScoringError) {
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
    var ordered = all
    all = []
    if limit != nil { ordered = kept.unordered }
    kept = Heap()
    ordered.sort()
    var line = JSONBuffer()
    var piece: [UInt8] = []
    for (number, key) in ordered.enumerated() {
      try heads.read(offset: key.headOffset, count: key.headCount, into: &piece)
      line.raw(piece)
      line.raw(",\"rank\":")
      line.integer(number + 1)
      try tails.read(offset: key.tailOffset, count: key.tailCount, into: &piece)
      line.raw(piece)
      line.raw("\n")
      if line.bytes.count >= 1 << 18 {
        try emit(line.bytes)
        line.removeAll()
      }
    }
    if !line.bytes.isEmpty { try emit(line.bytes) }
  }
}
