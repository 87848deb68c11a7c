/// The states of an automaton: lists of steps with what is known of the symbol before, each once.
///
/// State 0 is the dead one, which has no steps.
struct StateTable {
  /// The steps of all states, one state behind the other.
  private var steps: [UInt16] = []
  /// Where each state's steps end.
  private var ends: [Int32] = [0]
  private var groups: [UInt8] = [0]
  /// Open addressing by hash; 0 is free. Twice as many as states at least.
  private var slots = [UInt16](repeating: 0, count: 32)

  /// How many states there are, the dead one included.
  var count: Int { ends.count }

  /// Leaves the dead state alone.
  mutating func removeAll() { self = StateTable() }

  /// What the symbol before the state tells.
  func group(of state: UInt16) -> UInt8 { groups[Int(state)] }

  /// Calls `body` with the state's steps, best first.
  func withSteps<Result>(
    of state: UInt16, _ body: (UnsafeBufferPointer<UInt16>) -> Result
  ) -> Result {
    let range = range(of: state)
    return steps.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The state of these steps; nil if there is none.
  func number(of steps: UnsafeBufferPointer<UInt16>, group: UInt8) -> UInt16? {
    let slot = slot(of: steps, group: group)
    return slots[slot] == 0 ? nil : slots[slot]
  }

  /// Adds a state that is not there.
  mutating func add(_ steps: UnsafeBufferPointer<UInt16>, group: UInt8) -> UInt16 {
    if count * 2 >= slots.count { grow() }
    let state = UInt16(count)
    slots[slot(of: steps, group: group)] = state
    self.steps.append(contentsOf: steps)
    ends.append(Int32(self.steps.count))
    groups.append(group)
    return state
  }

  private func range(of state: UInt16) -> Range<Int> {
    state == 0 ? 0..<0 : Int(ends[Int(state) - 1])..<Int(ends[Int(state)])
  }

  /// Where the state is, or belongs.
  private func slot(of wanted: UnsafeBufferPointer<UInt16>, group: UInt8) -> Int {
    var hash = UInt64(group)
    for step in wanted { hash = (hash ^ UInt64(step)) &* 0x9E37_79B9_7F4A_7C15 }
    var slot = Int(truncatingIfNeeded: hash >> 32) & (slots.count - 1)
    while slots[slot] != 0, !isEqual(slots[slot], wanted, group) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isEqual(
    _ state: UInt16, _ wanted: UnsafeBufferPointer<UInt16>, _ group: UInt8
  ) -> Bool {
    let range = range(of: state)
    guard range.count == wanted.count, groups[Int(state)] == group else { return false }
    return steps.withUnsafeBufferPointer { steps in
      zip(range, wanted).allSatisfy { steps[$0] == $1 }
    }
  }

  private mutating func grow() {
    slots = [UInt16](repeating: 0, count: slots.count * 2)
    for state in 1..<UInt16(count) {
      let slot = withSteps(of: state) { self.slot(of: $0, group: groups[Int(state)]) }
      slots[slot] = state
    }
  }
}
