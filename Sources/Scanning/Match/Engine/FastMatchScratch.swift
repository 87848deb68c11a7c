internal import Model

/// What one worker needs in order to match. Never shared between workers.
package final class FastMatchScratch {
  /// Folded bytes that are probed at a time.
  private static let stretch = 16 * 1024

  private let memory: RuleMemory
  private let kinds: KindCache
  private let automata: AutomatonSet
  private let patternScratch = PatternScratch()
  let batch: MatchBatch
  private var candidates = WorkBuffer<UInt32>(capacity: FastMatchScratch.stretch + 64)
  private let hits = HitList()
  private var use = TableChoice.Use()
  /// By rule: one more than the text that was searched last because of a window.
  private var searchedText: [UInt32]
  /// The text that candidates are in, and the number of shifts before the last one.
  private var text = 0
  private var shift = 0
  /// The first mark of the batch that has not been followed.
  private var mark = 0

  init(_ memory: RuleMemory) {
    self.memory = memory
    kinds = KindCache(memory.questions, marks: memory.marks)
    automata = AutomatonSet(memory, kinds: kinds)
    batch = MatchBatch(kinds: kinds)
    searchedText = Array(repeating: 0, count: memory.plans.count)
  }

  /// Matches the texts of `batch` and empties it.
  func match(_ tables: TableChoice, into list: inout MatchList) {
    guard batch.textCount > 0 else { return }
    let table = tables.current
    text = 0
    shift = 0
    mark = 0
    for rule in searchedText.indices { searchedText[rule] = 0 }
    var start = 0
    while start < batch.foldedCount {
      let count = min(Self.stretch, batch.foldedCount - start)
      let found = Self.probe(batch.folded + start, count, table.bitmap, candidates.start)
      confirm(found, from: start, table, into: &list)
      start += count
    }
    followMarks(before: batch.foldedCount, into: &list)
    while text < batch.textCount { finishText(into: &list) }
    use.byteCount += batch.foldedCount
    tables.observe(
      UnsafeBufferPointer(start: batch.folded, count: batch.foldedCount), &use, table)
    batch.removeAll()
  }

  /// Puts the offsets of windows whose bit is set into `found` and returns their number. Up to
  /// seven of them may lie behind `count`.
  @inline(never)
  private static func probe(
    _ folded: UnsafePointer<UInt8>, _ count: Int, _ bitmap: UnsafePointer<UInt32>,
    _ found: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let raw = UnsafeRawPointer(folded)
    var foundCount = 0
    var offset = 0
    @inline(__always) func bit(_ step: Int) -> UInt32 {
      let key = raw.loadUnaligned(fromByteOffset: offset &+ step, as: UInt32.self)
      let hash = KeyTable.hash(key) &>> (32 &- KeyTable.bitmapBits)
      return bitmap[Int(hash &>> 5)] &>> (hash & 31)
    }
    while offset < count {
      let (a, b, c, d) = (bit(0), bit(1), bit(2), bit(3))
      let (e, f, g, h) = (bit(4), bit(5), bit(6), bit(7))
      if (a | b | c | d | e | f | g | h) & 1 != 0 {
        let place = UInt32(truncatingIfNeeded: offset)
        found[foundCount] = place
        foundCount &+= Int(a & 1)
        found[foundCount] = place &+ 1
        foundCount &+= Int(b & 1)
        found[foundCount] = place &+ 2
        foundCount &+= Int(c & 1)
        found[foundCount] = place &+ 3
        foundCount &+= Int(d & 1)
        found[foundCount] = place &+ 4
        foundCount &+= Int(e & 1)
        found[foundCount] = place &+ 5
        foundCount &+= Int(f & 1)
        found[foundCount] = place &+ 6
        foundCount &+= Int(g & 1)
        found[foundCount] = place &+ 7
        foundCount &+= Int(h & 1)
      }
      offset &+= 8
    }
    return foundCount
  }

  /// Looks the found windows up and tries the matches they may belong to.
  @inline(never)
  private func confirm(
    _ found: Int, from base: Int, _ table: KeyTable, into list: inout MatchList
  ) {
    let folded = UnsafeRawPointer(batch.folded)
    let candidates = UnsafePointer(candidates.start)
    let (keys, slotMask) = (table.keys, table.slotMask)
    let (firsts, counts, entries) = (table.firstEntries, table.entryCounts, table.entries)
    let (texts, textCount, hasMarks) = (batch.texts, batch.textCount, batch.markCount > 0)
    var end = text < textCount ? Int(texts[text].foldedEnd) : 0
    var keyCount = 0
    defer { use.keyCount += keyCount }
    for index in 0..<found {
      let place = base &+ Int(candidates[index])
      let key = folded.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      var slot = Int(KeyTable.slot(KeyTable.hash(key), slotMask))
      while keys[slot] != key, keys[slot] != 0 { slot = (slot &+ 1) & Int(slotMask) }
      if keys[slot] == 0 { continue }
      keyCount &+= 1
      if hasMarks { followMarks(before: place, into: &list) }
      if place >= end {
        moveText(to: place, into: &list)
        guard text < textCount else { return }
        end = Int(texts[text].foldedEnd)
      }
      let first = entries + Int(firsts[slot])
      for number in 0..<Int(counts[slot]) {
        let entry = first + number
        let around = folded.loadUnaligned(
          fromByteOffset: place &+ Int(entry.pointee.checkOffset), as: UInt64.self)
        if around & entry.pointee.checkMask == entry.pointee.checkValue {
          attempt(entry, at: place)
        }
      }
    }
  }

  /// Tries the matches that marks before folded offset `place` belong to.
  private func followMarks(before place: Int, into list: inout MatchList) {
    while mark < batch.markCount, Int(batch.marks[mark].folded) < place {
      let here = batch.marks[mark]
      mark += 1
      moveText(to: Int(here.folded), into: &list)
      guard let index = memory.marks.index(of: here.scalar) else { continue }
      memory.marks.entries[index].withUnsafeBufferPointer { entries in
        guard let base = entries.baseAddress else { return }
        for number in entries.indices { attempt(base + number, at: Int(here.folded)) }
      }
    }
  }

  /// Makes the text of the window at folded offset `place` the current one; the separator before a
  /// text belongs to it. Texts that are passed over are finished.
  private func moveText(to place: Int, into list: inout MatchList) {
    while text < batch.textCount, place >= Int(batch.texts[text].foldedEnd) {
      finishText(into: &list)
    }
  }

  /// Tries all starts that a window at folded offset `place` allows.
  private func attempt(_ entry: UnsafePointer<KeyEntry>, at place: Int) {
    let rule = Int(entry.pointee.rule)
    let here = batch.texts[text]
    let view = automata.views + rule
    let method = view.pointee.method
    guard view.pointee.fields & here.field != 0 else { return }
    if method == .patternWhereWindow {
      searchText(for: rule, window: place)
      return
    }
    let raw = batch.raw
    let isShifted = batch.shiftCount > 0
    if isShifted { moveShift(to: place) }
    var back = Int(entry.pointee.low)
    let last = Int(entry.pointee.high)
    while back <= last {
      let folded = place &- back
      back &+= 1
      // A window over a separator belongs to no match.
      guard folded >= Int(here.foldedStart), folded < Int(here.foldedEnd) else { continue }
      let start = isShifted ? rawOffset(of: folded) : folded
      if method != .patternAtStarts {
        let end = automata.end(of: rule, from: start, in: raw)
        if end < 0 { continue }
        if method == .automaton {
          hits.add(rule: rule, start: start &- Int(here.start), end: end &- Int(here.start))
          continue
        }
      }
      attemptPattern(rule, here, start)
    }
  }

  /// Asks PCRE2 whether the rule matches from raw offset `start` on.
  private func attemptPattern(_ rule: Int, _ here: MatchBatch.Text, _ start: Int) {
    guard let pattern = memory.plans[rule].anchored else { return }
    let offset = start - Int(here.start)
    switch pattern.firstMatch(in: bytes(of: here), from: offset, scratch: patternScratch) {
    case .match(let start, let end): hits.add(rule: rule, start: start, end: end)
    case .stopped(let cause): hits.addStop(rule: rule, start: offset, cause: cause)
    case .none: break
    }
  }

  /// Searches the whole current text, once, unless the window reaches beyond it.
  private func searchText(for rule: Int, window place: Int) {
    let here = batch.texts[text]
    // The text's neighbours must have no part in whether it is searched.
    guard place + 1 >= Int(here.foldedStart), place + 3 <= Int(here.foldedEnd),
      searchedText[rule] != UInt32(text + 1)
    else { return }
    searchedText[rule] = UInt32(text + 1)
    search(for: rule)
  }

  private func search(for rule: Int) {
    guard let pattern = memory.plans[rule].searching else { return }
    pattern.findAll(in: bytes(of: batch.texts[text]), scratch: patternScratch) { attempt in
      switch attempt {
      case .match(let start, let end): hits.add(rule: rule, start: start, end: end)
      case .stopped(let cause): hits.addStop(rule: rule, start: nil, cause: cause)
      case .none: break
      }
    }
  }

  private func bytes(of text: MatchBatch.Text) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: batch.raw + Int(text.start), count: Int(text.end - text.start))
  }

  /// Reports the current text and moves to the next.
  private func finishText(into list: inout MatchList) {
    let here = batch.texts[text]
    for rule in memory.everywhere where memory.plans[rule].fields.rawValue & here.field != 0 {
      search(for: rule)
    }
    hits.flush(text: here.number, rules: memory.plans, into: &list)
    automata.finishText()
    text += 1
  }

  // MARK: Offsets

  /// Moves `shift` to the first one at or behind folded offset `place`.
  private func moveShift(to place: Int) {
    let shifts = batch.shifts
    while shift < batch.shiftCount, Int(shifts[shift].folded) < place { shift &+= 1 }
  }

  /// The raw offset of a folded one that is near the last place of `moveShift`.
  private func rawOffset(of folded: Int) -> Int {
    let shifts = batch.shifts
    var next = shift
    while next > 0, Int(shifts[next &- 1].folded) >= folded { next &-= 1 }
    while next < batch.shiftCount, Int(shifts[next].folded) < folded { next &+= 1 }
    return next == 0 ? folded : folded &+ Int(shifts[next &- 1].extra)
  }
}
