internal import Model

/// What one worker needs in order to match. Never shared between workers.
package final class FastMatchScratch {
  private let memory: RuleMemory
  private let kinds: KindCache
  private let automata: AutomatonSet
  private let patternScratch = PatternScratch()
  let batch: MatchBatch
  private let search = WindowSearch()
  private let hits = HitList()
  private var use = TableChoice.Use()
  /// By rule: one more than the text that was searched last because of a window.
  private let searchedText: UnsafeMutablePointer<UInt32>
  /// By rule: one more than the text in which a companion was found last.
  private let companyText: UnsafeMutablePointer<UInt32>
  /// No more starts than this wait.
  private static let waitingLimit = 16 * 1024
  /// Starts in the current text that are tried at its end, by place.
  private let waiting = WorkBuffer<WindowSearch.Find>(capacity: FastMatchScratch.waitingLimit)
  private var waitingCount = 0
  /// Where costs are counted, if they are wanted.
  private let costs: RuleCosts?
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
    /// Of the table in use.
    var entries: UnsafePointer<KeyEntry>
  }

  init(_ memory: RuleMemory, costs: RuleCosts? = nil) {
    self.memory = memory
    self.costs = costs
    kinds = KindCache(memory.questions, marks: memory.marks)
    automata = AutomatonSet(memory, kinds: kinds)
    batch = MatchBatch(kinds: kinds)
    searchedText = .allocate(capacity: memory.plans.count)
    companyText = .allocate(capacity: memory.plans.count)
  }

  deinit {
    cursor.deallocate()
    searchedText.deallocate()
    companyText.deallocate()
  }

  /// Matches the texts of `batch` and empties it.
  func match(_ tables: TableChoice, into list: inout MatchList) {
    guard batch.textCount > 0 else { return }
    let table = tables.current
    let view = batch.view
    cursor.initialize(to: Cursor(entries: table.entries))
    searchedText.initialize(repeating: 0, count: memory.plans.count)
    companyText.initialize(repeating: 0, count: memory.plans.count)
    var start = 0
    while start < view.foldedCount {
      let count = min(WindowSearch.stretch, view.foldedCount - start)
      search.search(view.folded, from: start, count: count, in: table)
      use.keyCount += search.keyCount
      follow(search.finds, search.findCount, view, into: &list)
      start += count
    }
    followMarks(before: view.foldedCount, view, into: &list)
    while cursor.pointee.text < view.textCount { finishText(view, into: &list) }
    use.byteCount += view.foldedCount
    tables.observe(
      UnsafeBufferPointer(start: view.folded, count: view.foldedCount), &use, table)
    batch.removeAll()
  }

  /// Tries the matches that what was found may belong to.
  @inline(never)
  private func follow(
    _ finds: UnsafePointer<WindowSearch.Find>, _ count: Int, _ view: BatchView,
    into list: inout MatchList
  ) {
    for index in 0..<count {
      let find = finds[index]
      let place = Int(find.place)
      if view.markCount > 0 { followMarks(before: place, view, into: &list) }
      moveText(to: place, view, into: &list)
      guard cursor.pointee.text < view.textCount else { return }
      let entry = cursor.pointee.entries + Int(find.entry)
      switch entry.pointee.meaning {
      case .start: attempt(entry, at: place, view)
      case .startWithCompany: wait(find, view)
      case .company: companyText[Int(entry.pointee.rule)] = UInt32(cursor.pointee.text &+ 1)
      }
    }
  }

  private func wait(_ find: WindowSearch.Find, _ view: BatchView) {
    if waitingCount == Self.waitingLimit { followWaiting(view, whateverCame: true) }
    waiting.start[waitingCount] = find
    waitingCount &+= 1
  }

  /// Tries what has waited in the current text, of rules whose company came or of all.
  @inline(never)
  private func followWaiting(_ view: BatchView, whateverCame: Bool) {
    let text = UInt32(cursor.pointee.text &+ 1)
    var isFirst = true
    for index in 0..<waitingCount {
      let find = waiting.start[index]
      let entry = cursor.pointee.entries + Int(find.entry)
      guard whateverCame || companyText[Int(entry.pointee.rule)] == text else { continue }
      if isFirst { findShift(at: Int(find.place), view) }
      isFirst = false
      attempt(entry, at: Int(find.place), view)
    }
    waitingCount = 0
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
    if !automaton.pointee.isReady { automata.makeReady(rule) }
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
    guard let pattern = automata.anchoredPattern(of: rule) else { return }
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
    if waitingCount > 0 { followWaiting(view, whateverCame: false) }
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

  /// Sets the cursor to the first shift at or behind folded offset `place`, wherever it was.
  private func findShift(at place: Int, _ view: BatchView) {
    var (low, high) = (0, view.shiftCount)
    while low < high {
      let middle = (low + high) / 2
      if Int(view.shifts[middle].folded) < place { low = middle + 1 } else { high = middle }
    }
    cursor.pointee.shift = low
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
