/// Runs a `MatchProgram` from one place on as a deterministic automaton, whose states are made when
/// a text first reaches them.
///
/// A state is the list of steps the program could be at, best first, and what the symbol before
/// tells its assertions. Reading a symbol leads to one other state; so a match that PCRE2 would
/// prefer hides those behind it, and the last end reached is the end PCRE2 would report.
///
/// One worker's memory for one rule; never shared.
final class LazyAutomaton {
  /// The state from which nothing can match.
  static let dead: UInt16 = 0
  /// In place of a transition that has not been asked for.
  static let unknown: UInt16 = 1 << 14
  /// Set in a transition if a match ends before the symbol.
  static let matchFlag: UInt16 = 1 << 15
  /// The part of a transition that is a state: the number of its row in `transitions`.
  static let stateMask: UInt16 = unknown - 1

  /// When the table would hold more transitions than this, it is emptied.
  static let transitionLimit = 1 << 17

  let program: MatchProgram
  /// A row of two to the power of `rowShift` transitions for each state. Moves when states are
  /// added.
  private(set) var transitions: UnsafeMutablePointer<UInt16>
  /// Rows have no fewer transitions than there are classes.
  let rowShift: UInt32
  /// The first state, by the class of the symbol before.
  let starts: UnsafeMutablePointer<UInt16>
  /// How often the table was emptied: states of another generation mean nothing.
  private(set) var generation = 0

  private var stride: Int { 1 << Int(rowShift) }
  private var capacity = 8
  private var states = StateTable()
  private var walk: StepWalk

  init(_ program: MatchProgram) {
    self.program = program
    rowShift = UInt32(Int.bitWidth - max(program.classes.count - 1, 0).leadingZeroBitCount)
    transitions = .allocate(capacity: capacity << Int(rowShift))
    starts = .allocate(capacity: 1 << Int(rowShift))
    walk = StepWalk(program)
    clear()
  }

  deinit {
    transitions.deallocate()
    starts.deallocate()
  }

  /// How many states there are, the dead one included.
  var stateCount: Int { states.count }

  /// The first state behind a symbol of the class.
  func start(after symbolClass: Int) -> UInt16 {
    let asks = walk.start()
    let state = row(group: asks ? program.groupBefore[symbolClass] : 0)
    starts[symbolClass] = state
    return state
  }

  /// The transition from `state` on a symbol of the class.
  func transition(from state: UInt16, on symbolClass: Int) -> UInt16 {
    let before = Int(program.classOfGroup[Int(states.group(of: state))])
    let (isMatch, asks) = states.withSteps(of: state) { steps in
      walk.read(symbolClass, from: steps, after: before)
    }
    let old = generation
    let next = row(group: asks ? program.groupBefore[symbolClass] : 0)
    let value = next | (isMatch ? Self.matchFlag : 0)
    if generation == old { transitions[Int(state) << Int(rowShift) + symbolClass] = value }
    return value
  }

  /// The row of the state in which `walk` ended, which is made if it is new.
  ///
  /// - Parameter group: of the symbol before; 0 where no step asks for it.
  private func row(group: UInt8) -> UInt16 {
    walk.withReached { steps in
      if steps.isEmpty { return Self.dead }
      if let known = states.number(of: steps, group: group) { return known }
      if states.count >= Int(Self.unknown) || (states.count + 1) * stride > Self.transitionLimit {
        generation += 1
        clear()
      }
      if states.count == capacity { grow() }
      let row = states.add(steps, group: group)
      (transitions + Int(row) * stride).initialize(repeating: Self.unknown, count: stride)
      return row
    }
  }

  private func grow() {
    let old = transitions
    transitions = .allocate(capacity: capacity * 2 * stride)
    transitions.initialize(from: old, count: capacity * stride)
    old.deallocate()
    capacity *= 2
  }

  /// Leaves the dead state alone.
  private func clear() {
    states.removeAll()
    transitions.initialize(repeating: Self.dead, count: stride)
    starts.initialize(repeating: Self.unknown, count: stride)
  }
}
