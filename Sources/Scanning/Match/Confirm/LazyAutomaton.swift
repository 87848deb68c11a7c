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
  /// The part of a transition that is a state.
  static let stateMask: UInt16 = unknown - 1
  /// Set in states that few symbols lead on from: most are letters within a word. Their unit holds
  /// up to two classes, each with its transition behind it; all others lead to `dead`.
  static let sparseFlag: UInt16 = 1 << 13
  /// The part of a state that is the number of its first unit.
  static let unitMask: UInt16 = sparseFlag - 1

  /// When the table would hold more cells than this, it is emptied.
  static let cellLimit = 1 << 17
  /// In place of a class in a sparse state that has only one.
  private static let noClass: UInt16 = .max

  let program: MatchProgram
  /// The states: two to the power of `unitShift` cells a unit, one unit for sparse states, for
  /// others as many as hold a transition for each class. Moves when states are added.
  private(set) var cells: UnsafeMutablePointer<UInt16>
  /// Grows when there are more units than states can name.
  private(set) var unitShift: UInt8 = 2
  /// The first state, by the class of the symbol before.
  let starts: UnsafeMutablePointer<UInt16>
  /// How often the table was emptied: states of another generation mean nothing.
  private(set) var generation = 0

  private let classCount: Int
  private var capacity: Int
  private var unitCount = 0
  private var states = StateTable()
  /// By number in `states`.
  private var names: [UInt16] = []
  /// Numbers in `states`, by the state's first unit.
  private var numbers: [UInt16] = []
  private var walk: StepWalk

  init(_ program: MatchProgram) {
    self.program = program
    classCount = program.classes.count
    capacity = max(256, 2 * classCount)
    cells = .allocate(capacity: capacity)
    starts = .allocate(capacity: classCount)
    walk = StepWalk(program)
    clear()
  }

  /// The transition that `cells` hold for a state and a class.
  @inline(__always)
  static func transition(
    _ cells: UnsafePointer<UInt16>, _ unitShift: UInt8, from state: UInt16, on symbolClass: Int
  ) -> UInt16 {
    let unit = cells + Int(state & unitMask) &<< Int(unitShift)
    if state & sparseFlag == 0 { return unit[symbolClass] }
    if Int(unit[0]) == symbolClass { return unit[1] }
    return Int(unit[2]) == symbolClass ? unit[3] : dead
  }

  deinit {
    cells.deallocate()
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
    let number = numbers[Int(state & Self.unitMask)]
    let before = Int(program.classOfGroup[Int(states.group(of: number))])
    let (isMatch, asks) = states.withSteps(of: number) { steps in
      walk.read(symbolClass, from: steps, after: before)
    }
    let old = generation
    let next = row(group: asks ? program.groupBefore[symbolClass] : 0)
    let value = next | (isMatch ? Self.matchFlag : 0)
    if generation == old { set(value, from: state, on: symbolClass) }
    return value
  }

  private func set(_ value: UInt16, from state: UInt16, on symbolClass: Int) {
    let unit = cells + Int(state & Self.unitMask) << Int(unitShift)
    if state & Self.sparseFlag == 0 {
      unit[symbolClass] = value
    } else if Int(unit[0]) == symbolClass {
      unit[1] = value
    } else if Int(unit[2]) == symbolClass {
      unit[3] = value
    }
  }

  /// The state in which `walk` ended, which is made if it is new.
  ///
  /// - Parameter group: of the symbol before; 0 where no step asks for it.
  private func row(group: UInt8) -> UInt16 {
    let known = walk.withReached { steps in
      steps.isEmpty ? 0 : states.number(of: steps, group: group)
    }
    if let known { return names[Int(known)] }
    let exits = walk.exits()
    var units = exits == nil ? denseUnits : 1
    if unitCount + units > Int(Self.unitMask) + 1
      || (unitCount + units) << Int(unitShift) > Self.cellLimit
    {
      generation += 1
      if 1 << Int(unitShift) < classCount { unitShift += 1 }
      clear()
      units = exits == nil ? denseUnits : 1
    }
    let number = walk.withReached { states.add($0, group: group) }
    let name = add(units) | (exits == nil ? 0 : Self.sparseFlag)
    names.append(name)
    numbers[Int(name & Self.unitMask)] = number
    let unit = cells + Int(name & Self.unitMask) << Int(unitShift)
    if let exits {
      unit[0] = UInt16(exits.first)
      unit[1] = Self.unknown
      unit[2] = exits.second.map { UInt16($0) } ?? Self.noClass
      unit[3] = Self.unknown
    } else {
      unit.update(repeating: Self.unknown, count: classCount)
    }
    return name
  }

  private var denseUnits: Int { (classCount + 1 << Int(unitShift) - 1) >> Int(unitShift) }

  /// Makes room for so many units; the number of the first.
  private func add(_ units: Int) -> UInt16 {
    let first = unitCount
    unitCount += units
    numbers += repeatElement(0, count: units)
    if unitCount << Int(unitShift) > capacity {
      let larger = max(capacity * 2, unitCount << Int(unitShift))
      let old = cells
      cells = .allocate(capacity: larger)
      cells.update(from: old, count: capacity)
      old.deallocate()
      capacity = larger
    }
    return UInt16(first)
  }

  /// Leaves the dead state alone.
  private func clear() {
    states.removeAll()
    names = [Self.dead]
    numbers = []
    unitCount = 0
    _ = add(denseUnits)
    cells.update(repeating: Self.dead, count: classCount)
    starts.update(repeating: Self.unknown, count: classCount)
  }
}
