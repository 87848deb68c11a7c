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
  /// Where costs are counted, if they are wanted.
  var costs: RuleCosts?
  /// How far the batch has been read. In memory of its own, so that the loops can keep it without
  /// being asked who else has access.
  private let cursor = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)

  private struct Cursor: BitwiseCopyable {
    /// The text that candidates are in.
    var text = 0
    /// The first shift at or behind the last candidate.
    var shift = 0
    /// The first mark that has not been followed.
    var mark = 0
  }

  init(_ memory: RuleMemory) {
    self.memory = memory
    kinds = KindCache(memory.questions, marks: memory.marks)
    automata = AutomatonSet(memory, kinds: kinds)
    batch = MatchBatch(kinds: kinds)
    searchedText = Array(repeating: 0, count: memory.plans.count)
    cursor.initialize(to: Cursor())
  }

  deinit { cursor.deallocate() }

  /// Matches the texts of `batch` and empties it.
  func match(_ tables: TableChoice, into list: inout MatchList) {
    guard batch.textCount > 0 else { return }
    let table = tables.current
    let view = batch.view
    cursor.pointee = Cursor()
    for rule in searchedText.indices { searchedText[rule] = 0 }
    var start = 0
    while start < view.foldedCount {
      let count = min(Self.stretch, view.foldedCount - start)
      let found = Self.probe(view.folded + start, count, table.bitmap, candidates.start)
      confirm(found, from: start, view, table, into: &list)
      start += count
    }
    followMarks(before: view.foldedCount, view, into: &list)
    while cursor.pointee.text < view.textCount { finishText(view, into: &list) }
    use.byteCount += view.foldedCount
    tables.observe(
      UnsafeBufferPointer(start: view.folded, count: view.foldedCount), &use, table)
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
    _ found: Int, from base: Int, _ view: BatchView, _ table: KeyTable, into list: inout MatchList
  ) {
    let folded = UnsafeRawPointer(view.folded)
    let candidates = UnsafePointer(candidates.start)
    let (slots, slotMask, entries) = (table.slots, Int(table.slotMask), table.entries)
    var keyCount = 0
    defer { use.keyCount += keyCount }
    for index in 0..<found {
      let place = base &+ Int(candidates[index])
      let key = folded.loadUnaligned(fromByteOffset: place, as: UInt32.self)
      var slot = Int(KeyTable.slot(KeyTable.hash(key), table.slotMask))
      while slots[slot].key != key, slots[slot].key != 0 { slot = (slot &+ 1) & slotMask }
      let found = slots[slot]
      if found.key == 0 { continue }
      keyCount &+= 1
      if view.markCount > 0 { followMarks(before: place, view, into: &list) }
      moveText(to: place, view, into: &list)
      guard cursor.pointee.text < view.textCount else { return }
      var entry = entries + Int(found.first)
      let last = entry + Int(found.count)
      while entry < last {
        let around = folded.loadUnaligned(
          fromByteOffset: place &+ Int(entry.pointee.checkOffset), as: UInt64.self)
        if around & entry.pointee.checkMask == entry.pointee.checkValue {
          attempt(entry, at: place, view)
        }
        entry += 1
      }
    }
  }

  /// Tries the matches that marks before folded offset `place` belong to.
  private func followMarks(
    before place: Int, _ view: BatchView, into list: inout MatchList
  ) {
    while cursor.pointee.mark < view.markCount {
      let here = view.marks[cursor.pointee.mark]
      guard Int(here.folded) < place else { return }
      cursor.pointee.mark += 1
      moveText(to: Int(here.folded), view, into: &list)
      guard let index = memory.marks.index(of: here.scalar) else { continue }
      memory.marks.entries[index].withUnsafeBufferPointer { entries in
        guard let base = entries.baseAddress else { return }
        for number in entries.indices { attempt(base + number, at: Int(here.folded), view) }
      }
    }
  }

  /// Makes the text of the window at folded offset `place` the current one; the separator before a
  /// text belongs to it. Texts that are passed over are finished.
  @inline(__always)
  private func moveText(to place: Int, _ view: BatchView, into list: inout MatchList) {
    while cursor.pointee.text < view.textCount,
      place >= Int(view.texts[cursor.pointee.text].foldedEnd)
    {
      finishText(view, into: &list)
    }
  }

  /// Tries all starts that a window at folded offset `place` allows.
  @inline(__always)
  private func attempt(_ entry: UnsafePointer<KeyEntry>, at place: Int, _ view: BatchView) {
    let rule = Int(entry.pointee.rule)
    let here = view.texts + cursor.pointee.text
    let automaton = automata.views + rule
    let method = automaton.pointee.method
    guard automaton.pointee.fields & here.pointee.field != 0 else { return }
    if method == .patternWhereWindow {
      searchText(for: rule, window: place, view)
      return
    }
    // No start lies outside the text: a window over a separator belongs to no match.
    var folded = max(place &- Int(entry.pointee.high), Int(here.pointee.foldedStart))
    let last = min(place &- Int(entry.pointee.low), Int(here.pointee.foldedEnd) &- 1)
    while folded <= last {
      if automaton.pointee.mayStart(at: view.folded + folded) {
        attempt(rule, automaton, method, here, from: folded, place, view)
      }
      folded &+= 1
    }
  }

  /// Tries the rule's match from the start at offset `folded`, near the window at `place`.
  private func attempt(
    _ rule: Int, _ automaton: UnsafeMutablePointer<AutomatonView>, _ method: RulePlan.Method,
    _ here: UnsafePointer<MatchBatch.Text>, from folded: Int, _ place: Int, _ view: BatchView
  ) {
    costs?.begin(rule, isCandidate: true)
    defer { costs?.end(rule) }
    var start = folded
    if view.shiftCount > 0 {
      moveShift(to: place, view)
      start = rawOffset(of: folded, view)
    }
    if automaton.pointee.hasFilter, !automata.mayMatch(rule, from: start, in: view.raw) { return }
    if method != .patternAtStarts {
      let end = automata.end(of: rule, from: start, in: view.raw)
      costs?.addAutomatonRun(rule)
      if end < 0 { return }
      if method == .automaton {
        let textStart = Int(here.pointee.start)
        hits.add(rule: rule, start: start &- textStart, end: end &- textStart)
        return
      }
    }
    attemptPattern(rule, here.pointee, start, view)
  }

  /// Asks PCRE2 whether the rule matches from raw offset `start` on.
  private func attemptPattern(
    _ rule: Int, _ here: MatchBatch.Text, _ start: Int, _ view: BatchView
  ) {
    guard let pattern = memory.plans[rule].anchored else { return }
    let offset = start - Int(here.start)
    let attempt = pattern.firstMatch(
      in: view.bytes(of: here), from: offset, scratch: patternScratch)
    costs?.addPatternCall(rule, attempt)
    switch attempt {
    case .match(let start, let end): hits.add(rule: rule, start: start, end: end)
    case .stopped(let cause): hits.addStop(rule: rule, start: offset, cause: cause)
    case .none: break
    }
  }

  /// Searches the whole current text, once, unless the window reaches beyond it.
  private func searchText(for rule: Int, window place: Int, _ view: BatchView) {
    let text = cursor.pointee.text
    let here = view.texts[text]
    // The text's neighbours must have no part in whether it is searched.
    guard place + 1 >= Int(here.foldedStart), place + 3 <= Int(here.foldedEnd),
      searchedText[rule] != UInt32(text + 1)
    else { return }
    searchedText[rule] = UInt32(text + 1)
    search(for: rule, in: view.bytes(of: here))
  }

  private func search(for rule: Int, in text: UnsafeBufferPointer<UInt8>) {
    guard let pattern = memory.plans[rule].searching else { return }
    costs?.begin(rule, isCandidate: false)
    defer { costs?.end(rule) }
    pattern.findAll(in: text, scratch: patternScratch) { attempt in
      costs?.addPatternCall(rule, attempt)
      switch attempt {
      case .match(let start, let end): hits.add(rule: rule, start: start, end: end)
      case .stopped(let cause): hits.addStop(rule: rule, start: nil, cause: cause)
      case .none: break
      }
    }
  }

  /// Reports the current text and moves to the next.
  @inline(never)
  private func finishText(_ view: BatchView, into list: inout MatchList) {
    let here = view.texts[cursor.pointee.text]
    for rule in memory.everywhere where memory.plans[rule].fields.rawValue & here.field != 0 {
      search(for: rule, in: view.bytes(of: here))
    }
    hits.flush(text: here.number, rules: memory.plans, into: &list)
    automata.finishText()
    cursor.pointee.text += 1
  }

  // MARK: Offsets

  /// Moves the cursor to the first shift at or behind folded offset `place`.
  private func moveShift(to place: Int, _ view: BatchView) {
    var shift = cursor.pointee.shift
    while shift < view.shiftCount, Int(view.shifts[shift].folded) < place { shift &+= 1 }
    cursor.pointee.shift = shift
  }

  /// The raw offset of a folded one that is near the last place of `moveShift`.
  private func rawOffset(of folded: Int, _ view: BatchView) -> Int {
    let shifts = view.shifts
    var next = cursor.pointee.shift
    while next > 0, Int(shifts[next &- 1].folded) >= folded { next &-= 1 }
    while next < view.shiftCount, Int(shifts[next].folded) < folded { next &+= 1 }
    return next == 0 ? folded : folded &+ Int(shifts[next &- 1].extra)
  }
}
