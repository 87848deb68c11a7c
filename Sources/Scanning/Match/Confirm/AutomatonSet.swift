/// The automata of all rules' programs, as one worker has made them so far.
///
/// One worker's memory; never shared.
final class AutomatonSet {
  /// A match attempt of more bytes than this remembers where it came by.
  private static let longRun = 192
  /// It remembers one place in this many bytes; a power of two.
  private static let checkpoint = 64

  private let memory: RuleMemory
  private let kinds: KindCache
  /// Of the programs of the rules, then of their filters: that of rule `n` is program
  /// `plans.count + n`. Written only when a rule is made ready and when states are added.
  let views: UnsafeMutablePointer<AutomatonView>
  private var automata: [LazyAutomaton?]
  /// By rule; nil until it is ready.
  private var confirmations: [Confirmation?]
  private let noStates: UnsafeMutablePointer<UInt16>
  /// What became of long attempts of the current text from a checkpoint on.
  private var outcomes: [Checkpoint: Int] = [:]
  private var passed: [Checkpoint] = []

  /// A rule's automaton in a state at a place.
  private struct Checkpoint: Hashable {
    var rule: Int32
    var state: UInt16
    var place: Int
  }

  init(_ memory: RuleMemory, kinds: KindCache) {
    self.memory = memory
    self.kinds = kinds
    automata = Array(repeating: nil, count: memory.plans.count * 2)
    confirmations = Array(repeating: nil, count: memory.plans.count)
    noStates = .allocate(capacity: 256)
    noStates.initialize(repeating: LazyAutomaton.unknown, count: 256)
    views = .allocate(capacity: memory.plans.count * 2 + 1)
    for rule in memory.plans.indices { setViews(of: rule, to: .nothing) }
  }

  /// Takes the rule's confirmation, which must be there.
  @inline(never)
  func makeReady(_ rule: Int) {
    guard let confirmation = memory.plans[rule].confirmation?.value else {
      preconditionFailure("a rule that is not matched from starts is never made ready")
    }
    confirmations[rule] = confirmation
    setViews(of: rule, to: confirmation)
  }

  private func setViews(of rule: Int, to confirmation: Confirmation) {
    let plan = memory.plans[rule]
    (views + rule).initialize(
      to: confirmation.programView(plan, noStates: UnsafePointer(noStates)))
    (views + memory.plans.count + rule).initialize(
      to: confirmation.filterView(plan, noStates: UnsafePointer(noStates)))
  }

  /// PCRE2's pattern for matches of the rule at a given start, if it is ready and has one.
  func anchoredPattern(of rule: Int) -> CompiledPattern? { confirmations[rule]?.anchored }

  deinit {
    views.deallocate()
    noStates.deallocate()
  }

  /// Forgets what it remembers of a text.
  func finishText() {
    if !outcomes.isEmpty { outcomes.removeAll(keepingCapacity: outcomes.count < 1 << 16) }
  }

  /// The end of the rule's match from `start` on, as an offset into `raw`; -1 if there is none.
  ///
  /// - Precondition: `start` is a scalar boundary of a text in `raw`, which has separators before
  ///   and behind it.
  @inline(__always)
  func end(of rule: Int, from start: Int, in raw: UnsafePointer<UInt8>) -> Int {
    let walk = walk(rule, from: start, in: raw, toFirst: false)
    if walk.state == LazyAutomaton.dead { return walk.end }
    return longEnd(of: rule, walk, in: raw)
  }

  /// Whether the rule's filter, which must be there, lets a match start at `start`: false only if
  /// there is none. Whatever is longer is left to the program itself.
  @inline(__always)
  func mayMatch(_ rule: Int, from start: Int, in raw: UnsafePointer<UInt8>) -> Bool {
    let walk = walk(rule &+ memory.plans.count, from: start, in: raw, toFirst: true)
    return walk.state != LazyAutomaton.dead || walk.end >= 0
  }

  /// How far an attempt has come.
  private struct Walk {
    /// Where it stands, in `state`; dead when it is over.
    var place: Int
    var state: UInt16
    /// The end of the match so far; -1 without.
    var end = -1
  }

  /// Runs program `number` from `start` on until it is over, at the first end of a match if
  /// `toFirst`, or for `longRun` bytes.
  @inline(__always)
  private func walk(
    _ number: Int, from start: Int, in raw: UnsafePointer<UInt8>, toFirst: Bool
  ) -> Walk {
    let view = views + number
    let before = view.pointee.classBefore(raw + start, kinds: kinds)
    var walk = Walk(place: start, state: view.pointee.starts[before])
    if walk.state == LazyAutomaton.unknown { walk.state = firstState(of: number, after: before) }
    if walk.state == LazyAutomaton.dead { return walk }
    let classes = view.pointee.classes
    var (cells, unitShift) = (view.pointee.cells, view.pointee.unitShift)
    let limit = start &+ Self.longRun
    while walk.place < limit {
      let byte = raw[walk.place]
      var symbolClass = 0
      var width = 1
      if byte < 0x80 {
        symbolClass = Int(classes[Int(byte)])
      } else {
        (symbolClass, width) = view.pointee.foreignClass(at: raw + walk.place, kinds: kinds)
      }
      var next = LazyAutomaton.transition(cells, unitShift, from: walk.state, on: symbolClass)
      // Dead, unknown and flagged transitions alike.
      if next &- 1 >= LazyAutomaton.unknown &- 1 {
        if next == LazyAutomaton.unknown {
          next = transition(of: number, from: walk.state, on: symbolClass)
          (cells, unitShift) = (view.pointee.cells, view.pointee.unitShift)
        }
        if next & LazyAutomaton.matchFlag != 0 {
          walk.end = walk.place
          if toFirst { return walk }
        }
        next &= LazyAutomaton.stateMask
        if next == LazyAutomaton.dead {
          walk.state = next
          return walk
        }
      }
      walk.state = next
      walk.place &+= width
    }
    return walk
  }

  /// The rest of a long attempt. Attempts that reach a checkpoint in the same state end alike, so
  /// none is followed twice from there: a text costs each state once a checkpoint, not once a
  /// start.
  @inline(never)
  private func longEnd(
    of rule: Int, _ walk: Walk, in raw: UnsafePointer<UInt8>
  ) -> Int {
    let view = views + rule
    var (state, place, end) = (walk.state, walk.place, walk.end)
    var nextCheckpoint = (place | (Self.checkpoint - 1)) + 1
    passed.removeAll(keepingCapacity: true)
    var known: Int?
    while state != LazyAutomaton.dead {
      if place >= nextCheckpoint {
        nextCheckpoint = (place | (Self.checkpoint - 1)) + 1
        let here = Checkpoint(rule: Int32(rule), state: state, place: place)
        known = outcomes[here]
        if known != nil { break }
        passed.append(here)
      }
      let byte = raw[place]
      var symbolClass = Int(view.pointee.classes[Int(byte & 0x7F)])
      var width = 1
      if byte >= 0x80 {
        (symbolClass, width) = view.pointee.foreignClass(at: raw + place, kinds: kinds)
      }
      var next = LazyAutomaton.transition(
        view.pointee.cells, view.pointee.unitShift, from: state, on: symbolClass)
      if next == LazyAutomaton.unknown {
        next = transition(of: rule, from: state, on: symbolClass)
      }
      if next & LazyAutomaton.matchFlag != 0 { end = place }
      state = next & LazyAutomaton.stateMask
      place += width
    }
    if let known, known >= 0 { end = known }
    for checkpoint in passed {
      // An end before the checkpoint is not owed to what follows it.
      outcomes[checkpoint] = end >= checkpoint.place ? end : -1
    }
    return end
  }

  @inline(never)
  private func firstState(of rule: Int, after symbolClass: Int) -> UInt16 {
    let automaton = automaton(of: rule)
    let state = automaton.start(after: symbolClass)
    update(rule, automaton)
    return state
  }

  @inline(never)
  private func transition(of rule: Int, from state: UInt16, on symbolClass: Int) -> UInt16 {
    let automaton = automaton(of: rule)
    let old = automaton.generation
    let next = automaton.transition(from: state, on: symbolClass)
    update(rule, automaton)
    if automaton.generation != old {
      outcomes.removeAll()
      passed.removeAll()
    }
    return next
  }

  private func automaton(of number: Int) -> LazyAutomaton {
    if let automaton = automata[number] { return automaton }
    let ruleCount = memory.plans.count
    let confirmation = confirmations[number % ruleCount]
    guard let program = number < ruleCount ? confirmation?.program : confirmation?.filter else {
      preconditionFailure("a rule without a program has no automaton")
    }
    let automaton = LazyAutomaton(program)
    automata[number] = automaton
    return automaton
  }

  private func update(_ rule: Int, _ automaton: LazyAutomaton) {
    views[rule].cells = UnsafePointer(automaton.cells)
    views[rule].unitShift = automaton.unitShift
    views[rule].starts = UnsafePointer(automaton.starts)
  }
}
