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
  /// By rule. Written only when a rule is made ready and when states are added.
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
    automata = Array(repeating: nil, count: memory.plans.count)
    confirmations = Array(repeating: nil, count: memory.plans.count)
    noStates = .allocate(capacity: 256)
    noStates.initialize(repeating: LazyAutomaton.unknown, count: 256)
    let lines = UnsafeMutableRawPointer.allocate(
      byteCount: (memory.plans.count + 1) * MemoryLayout<AutomatonView>.stride, alignment: 64)
    views = lines.bindMemory(to: AutomatonView.self, capacity: memory.plans.count + 1)
    for rule in memory.plans.indices { setView(of: rule, to: .nothing) }
  }

  /// Takes the rule's confirmation, which must be there.
  @inline(never)
  func makeReady(_ rule: Int) {
    guard let confirmation = memory.plans[rule].confirmation?.value else {
      preconditionFailure("a rule that is not matched from starts is never made ready")
    }
    confirmations[rule] = confirmation
    setView(of: rule, to: confirmation)
  }

  private func setView(of rule: Int, to confirmation: Confirmation) {
    (views + rule).initialize(
      to: confirmation.view(memory.plans[rule], noStates: UnsafePointer(noStates)))
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
    let walk = walk(rule, from: start, in: raw)
    if walk.state == LazyAutomaton.dead { return walk.end }
    return longEnd(of: rule, walk, in: raw)
  }

  /// How far an attempt has come.
  private struct Walk {
    /// Where it stands, in `state`; dead when it is over.
    var place: Int
    var state: UInt16
    /// The end of the match so far; -1 without.
    var end = -1
  }

  /// Runs the rule's program from `start` on until it is over, or for `longRun` bytes.
  @inline(__always)
  private func walk(
    _ rule: Int, from start: Int, in raw: UnsafePointer<UInt8>
  ) -> Walk {
    let view = views + rule
    let before = AutomatonView.classBefore(view, raw + start, kinds: kinds)
    var walk = Walk(place: start, state: view.pointee.starts[before])
    if walk.state == LazyAutomaton.unknown { walk.state = firstState(of: rule, after: before) }
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
        (symbolClass, width) = AutomatonView.foreignClass(view, at: raw + walk.place, kinds: kinds)
      }
      var next = LazyAutomaton.transition(cells, unitShift, from: walk.state, on: symbolClass)
      // Dead, unknown and flagged transitions alike.
      if next &- 1 >= LazyAutomaton.unknown &- 1 {
        if next == LazyAutomaton.unknown {
          next = transition(of: rule, from: walk.state, on: symbolClass)
          (cells, unitShift) = (view.pointee.cells, view.pointee.unitShift)
        }
        if next & LazyAutomaton.matchFlag != 0 { walk.end = walk.place }
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
        (symbolClass, width) = AutomatonView.foreignClass(view, at: raw + place, kinds: kinds)
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

  private func automaton(of rule: Int) -> LazyAutomaton {
    if let automaton = automata[rule] { return automaton }
    guard let program = confirmations[rule]?.program else {
      preconditionFailure("a rule without a program has no automaton")
    }
    let automaton = LazyAutomaton(program)
    automata[rule] = automaton
    return automaton
  }

  private func update(_ rule: Int, _ automaton: LazyAutomaton) {
    views[rule].cells = UnsafePointer(automaton.cells)
    views[rule].unitShift = automaton.unitShift
    views[rule].starts = UnsafePointer(automaton.starts)
  }
}
