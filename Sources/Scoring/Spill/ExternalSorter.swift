/// An order of records, as a type, so that sorting is compiled for it.
protocol RecordOrder<Record> {
  associatedtype Record: BitwiseCopyable
  /// A number that is never smaller than that of a record before.
  static func key(_ record: Record) -> UInt64
  /// Whether `left` comes before `right`; equal records may come in any order.
  static func precedes(_ left: Record, _ right: Record) -> Bool
}

/// Sorts any number of fixed-size records in bounded memory: sorted runs in a nameless file, then
/// one merge.
final class ExternalSorter<Order: RecordOrder> {
  typealias Record = Order.Record

  /// The bytes of records that are sorted in memory at once.
  private static var memoryByteCount: Int { 16 << 20 }
  /// The bytes that all runs together hold in memory while they are merged.
  private static var mergeByteCount: Int { 8 << 20 }

  private let spill: SpillFile
  private let limit: Int
  private var buffer: [Record] = []
  private var runs: [Range<Int>] = []

  /// - Parameters:
  ///   - folder: where the file is made, if one is needed.
  ///   - limit: how many records are sorted at once; nil takes what suits memory.
  init(folder: String, limit: Int? = nil) {
    spill = SpillFile(folder: folder, bufferLimit: 1 << 16)
    self.limit = limit ?? Self.memoryByteCount / MemoryLayout<Record>.stride
  }

  /// Takes one record in.
  func append(_ record: Record) throws(ScoringError) {
    buffer.append(record)
    if buffer.count >= limit { try endRun() }
  }

  /// Sorts keys, which are small, and moves each record once.
  private func sortBuffer() {
    let isSorted = buffer.indices.dropFirst().allSatisfy {
      !Order.precedes(buffer[$0], buffer[$0 - 1])
    }
    if isSorted { return }
    var keys = buffer.indices.map { (key: Order.key(buffer[$0]), place: UInt32($0)) }
    keys.sort {
      $0.key != $1.key
        ? $0.key < $1.key : Order.precedes(buffer[Int($0.place)], buffer[Int($1.place)])
    }
    // Round by round: each place takes in the record that belongs there, until the first is met.
    for start in keys.indices {
      let first = buffer[start]
      var place = start
      while keys[place].place != start {
        let source = Int(keys[place].place)
        buffer[place] = buffer[source]
        keys[place].place = UInt32(place)
        place = source
      }
      buffer[place] = first
      keys[place].place = UInt32(place)
    }
  }

  private func endRun() throws(ScoringError) {
    sortBuffer()
    let start = spill.byteCount
    try spill.append(records: buffer)
    runs.append(start..<spill.byteCount)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Keeps all records in the file `path`.
  ///
  /// - Returns: where the sorted runs lie, for `resume`.
  func keep(at path: String) throws(ScoringError) -> [Range<Int>] {
    if !buffer.isEmpty { try endRun() }
    try spill.keep(at: path)
    return runs
  }

  /// Goes on with the runs that an earlier process has kept at `path`.
  func resume(at path: String, runs: [Range<Int>]) throws(ScoringError) {
    try spill.resume(at: path, byteCount: runs.last?.upperBound ?? 0)
    self.runs = runs
  }

  /// All records in order.
  ///
  /// - Parameter goesOn: whether more will be appended and all of them handed out again, once these
  ///   were; otherwise nothing may be.
  func finish(goesOn: Bool = false) throws(ScoringError) -> SortedRecords<Order> {
    // A run at every call would end in very many.
    if !goesOn, !runs.isEmpty, !buffer.isEmpty { try endRun() }
    sortBuffer()
    let last = buffer
    if !goesOn { buffer = [] }
    let blockCount = max(
      256, Self.mergeByteCount / max(1, runs.count) / MemoryLayout<Record>.stride)
    return try SortedRecords(spill: spill, runs: runs, last: last, blockCount: blockCount)
  }
}

/// Records in order, each handed out once.
final class SortedRecords<Order: RecordOrder> {
  typealias Record = Order.Record

  private let spill: SpillFile
  private let blockCount: Int
  private var runs: [Run]
  /// Indices of runs that are not at their end; the one with the first record on top of the heap.
  private var heap: [Int] = []

  private struct Run {
    var block: [Record]
    var place = 0
    /// What is still in the file, in bytes.
    var rest: Range<Int>

    var head: Record { block[place] }
  }

  init(
    spill: SpillFile, runs: [Range<Int>], last: [Record], blockCount: Int
  ) throws(ScoringError) {
    self.spill = spill
    self.blockCount = blockCount
    self.runs = runs.map { Run(block: [], rest: $0) }
    for run in runs.indices where try refill(run) { heap.append(run) }
    if !last.isEmpty {
      self.runs.append(Run(block: last, rest: 0..<0))
      heap.append(self.runs.count - 1)
    }
    for place in heap.indices.reversed() { siftDown(place) }
  }

  /// The record that `next` will return.
  var head: Record? { heap.first.map { runs[$0].head } }

  /// The next record; nil at the end.
  func next() throws(ScoringError) -> Record? {
    guard let run = heap.first else { return nil }
    let record = runs[run].head
    runs[run].place += 1
    if runs[run].place == runs[run].block.count, try !refill(run) {
      runs[run].block = []
      let last = heap.removeLast()
      if !heap.isEmpty { heap[0] = last }
    }
    if heap.count > 1 { siftDown(0) }
    return record
  }

  private func refill(_ run: Int) throws(ScoringError) -> Bool {
    let stride = MemoryLayout<Record>.stride
    let rest = runs[run].rest
    let count = min(blockCount, rest.count / stride)
    guard count > 0 else { return false }
    let raw = [UInt8](repeating: 0, count: stride)
    let zero = raw.withUnsafeBytes { $0.loadUnaligned(as: Record.self) }
    var block = runs[run].block
    runs[run].block = []
    if block.count != count { block = [Record](repeating: zero, count: count) }
    try spill.read(offset: rest.lowerBound, into: &block)
    runs[run].block = block
    runs[run].place = 0
    runs[run].rest = rest.lowerBound + count * stride..<rest.upperBound
    return true
  }

  private func siftDown(_ start: Int) {
    var place = start
    while true {
      var first = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if Order.precedes(runs[heap[child]].head, runs[heap[first]].head) { first = child }
      }
      if first == place { return }
      heap.swapAt(first, place)
      place = first
    }
  }
}

/// Fixed-size records put aside in the order in which they came, and read back in it.
final class RecordFile<Record: BitwiseCopyable> {
  private let spill: SpillFile
  private(set) var count = 0

  init(folder: String) { spill = SpillFile(folder: folder, bufferLimit: 1 << 20) }

  /// Puts one record aside.
  func append(_ record: Record) throws(ScoringError) {
    try spill.append(record: record)
    count += 1
  }

  /// The records of these numbers.
  func read(_ numbers: Range<Int>) throws(ScoringError) -> [Record] {
    var records = [Record](repeating: Self.zero, count: numbers.count)
    try spill.read(offset: numbers.lowerBound * MemoryLayout<Record>.stride, into: &records)
    return records
  }

  /// A record of zeros, to be read over.
  private static var zero: Record {
    let raw = [UInt8](repeating: 0, count: MemoryLayout<Record>.stride)
    return raw.withUnsafeBytes { $0.loadUnaligned(as: Record.self) }
  }

  /// Hands all records on, from the first to the last.
  func forEach(_ body: (Record) throws(ScoringError) -> Void) throws(ScoringError) {
    let stride = MemoryLayout<Record>.stride
    let zero = Self.zero
    var done = 0
    var block: [Record] = []
    while done < count {
      let size = min(4096, count - done)
      if block.count != size { block = [Record](repeating: zero, count: size) }
      try spill.read(offset: done * stride, into: &block)
      for record in block { try body(record) }
      done += size
    }
  }
}
