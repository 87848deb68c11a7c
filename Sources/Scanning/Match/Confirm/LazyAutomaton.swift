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

  private struct Key: Hashable {
    var steps: [UInt16]
    var group: UInt8
  }

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
  private var states: [Key] = []
  private var rows: [Key: UInt16] = [:]
  private var visited: [UInt32]
  private var stamp: UInt32 = 0
  private var stack: [UInt16] = []
  private var reached: [UInt16] = []
  private var following: [UInt16] = []

  init(_ program: MatchProgram) {
    self.program = program
    rowShift = UInt32(Int.bitWidth - max(program.classes.count - 1, 0).leadingZeroBitCount)
    transitions = .allocate(capacity: capacity << Int(rowShift))
    starts = .allocate(capacity: 1 << Int(rowShift))
    visited = [UInt32](repeating: 0, count: program.steps.count)
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
    beginVisit()
    following.removeAll(keepingCapacity: true)
    follow(0)
    let state = row(of: following, group: program.groupBefore[symbolClass])
    starts[symbolClass] = state
    return state
  }

  /// The transition from `state` on a symbol of the class.
  func transition(from state: UInt16, on symbolClass: Int) -> UInt16 {
    let key = states[Int(state)]
    let before = Int(program.classOfGroup[Int(key.group)])
    beginVisit()
    reached.removeAll(keepingCapacity: true)
    let isMatch = key.steps.contains { reach($0, before: before, after: symbolClass) }
    beginVisit()
    following.removeAll(keepingCapacity: true)
    for step in reached
    where program.classes.contains(Int(program.steps[Int(step)].first), symbolClass) {
      follow(step + 1)
    }
    let old = generation
    let next = row(of: following, group: program.groupBefore[symbolClass])
    let value = next | (isMatch ? Self.matchFlag : 0)
    if generation == old { transitions[Int(state) << Int(rowShift) + symbolClass] = value }
    return value
  }

  private func beginVisit() {
    stamp &+= 1
    if stamp == 0 {
      for index in visited.indices { visited[index] = 0 }
      stamp = 1
    }
  }

  /// Appends to `following` the steps that `step` leads to without reading or asking anything.
  private func follow(_ step: UInt16) {
    stack.append(step)
    while let step = stack.popLast() {
      guard visited[Int(step)] != stamp else { continue }
      visited[Int(step)] = stamp
      let here = program.steps[Int(step)]
      switch here.operation {
      case .jump: stack.append(here.first)
      case .split:
        stack.append(here.second)
        stack.append(here.first)
      case .symbol, .assertion, .match: following.append(step)
      }
    }
  }

  /// Appends to `reached` the reading steps that `step` leads to between the two symbols; true if
  /// the end of a match comes before any more of them.
  private func reach(_ step: UInt16, before: Int, after: Int) -> Bool {
    stack.append(step)
    while let step = stack.popLast() {
      guard visited[Int(step)] != stamp else { continue }
      visited[Int(step)] = stamp
      let here = program.steps[Int(step)]
      switch here.operation {
      case .jump: stack.append(here.first)
      case .split:
        stack.append(here.second)
        stack.append(here.first)
      case .assertion:
        if program.holds(Int(here.first), before: before, after: after) { stack.append(step + 1) }
      case .symbol: reached.append(step)
      case .match:
        stack.removeAll(keepingCapacity: true)
        return true
      }
    }
    return false
  }

  /// The row of the state, which is made if it is new.
  private func row(of steps: [UInt16], group: UInt8) -> UInt16 {
    if steps.isEmpty { return Self.dead }
    let asks = steps.contains { program.steps[Int($0)].operation == .assertion }
    let key = Key(steps: steps, group: asks ? group : 0)
    if let row = rows[key] { return row }
    if states.count >= Int(Self.unknown) || (states.count + 1) * stride > Self.transitionLimit {
      generation += 1
      clear()
    }
    if states.count == capacity { grow() }
    let row = UInt16(states.count)
    states.append(key)
    rows[key] = row
    (transitions + Int(row) * stride).initialize(repeating: Self.unknown, count: stride)
    return row
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
    states = [Key(steps: [], group: 0)]
    rows.removeAll(keepingCapacity: true)
    transitions.initialize(repeating: Self.dead, count: stride)
    starts.initialize(repeating: Self.unknown, count: stride)
  }
}
