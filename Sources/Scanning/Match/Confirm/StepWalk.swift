/// Follows a program's steps from one symbol to the next, in their order of preference.
///
/// One worker's memory.
struct StepWalk: ~Copyable {
  private let program: MatchProgram
  /// By step: the number of the walk that was last at it.
  private let visited: UnsafeMutablePointer<UInt32>
  private var stamp: UInt32 = 0
  /// Steps still to be followed; each is put there at most twice a walk.
  private let stack: UnsafeMutablePointer<UInt16>
  private var stackCount = 0
  /// Reading steps that were reached between two symbols.
  private let between: UnsafeMutablePointer<UInt16>
  private var betweenCount = 0
  /// Where the walk has ended: steps that read, ask or match.
  private let reached: UnsafeMutablePointer<UInt16>
  private var reachedCount = 0
  /// By set: its classes, if there are no more than two.
  private let fewClasses: [Exits?]

  /// The classes of symbols that lead on: one or two.
  struct Exits {
    var first: Int
    var second: Int?

    /// Both together; nil if that is more than two.
    func union(_ other: Exits) -> Exits? {
      var all = [first]
      for one in [second, other.first, other.second] {
        if let one, !all.contains(one) { all.append(one) }
      }
      return all.count > 2 ? nil : Exits(first: all[0], second: all.count == 2 ? all[1] : nil)
    }
  }

  init(_ program: MatchProgram) {
    self.program = program
    let setCount = program.steps.reduce(0) {
      $1.operation == .symbol ? max($0, Int($1.first) + 1) : $0
    }
    fewClasses = (0..<setCount).map { set in
      let classes = (0..<program.classes.count).filter { program.classes.contains(set, $0) }
      guard let first = classes.first, classes.count <= 2 else { return nil }
      return Exits(first: first, second: classes.count == 2 ? classes[1] : nil)
    }
    let count = program.steps.count
    visited = .allocate(capacity: count)
    visited.initialize(repeating: 0, count: count)
    stack = .allocate(capacity: 2 * count + 2)
    between = .allocate(capacity: count)
    reached = .allocate(capacity: count)
  }

  deinit {
    visited.deallocate()
    stack.deallocate()
    between.deallocate()
    reached.deallocate()
  }

  /// Calls `body` with the steps at which the last walk has ended, best first.
  func withReached<Result>(_ body: (UnsafeBufferPointer<UInt16>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: reached, count: reachedCount))
  }

  /// Walks from the first step to the first that read, ask or match; true if any of them asks.
  mutating func start() -> Bool {
    beginVisit()
    reachedCount = 0
    return program.steps.withUnsafeBufferPointer { follow(0, $0) }
  }

  /// Walks over a symbol.
  ///
  /// - Parameters:
  ///   - symbolClass: of the symbol.
  ///   - steps: where the walk stands before it.
  ///   - before: the class of the symbol before that.
  /// - Returns: whether a match ends before the symbol, and whether any of the steps reached asks.
  mutating func read(
    _ symbolClass: Int, from steps: UnsafeBufferPointer<UInt16>, after before: Int
  ) -> (isMatch: Bool, asks: Bool) {
    program.steps.withUnsafeBufferPointer { program in
      beginVisit()
      betweenCount = 0
      var isMatch = false
      for step in steps where !isMatch {
        isMatch = reach(step, program, before: before, after: symbolClass)
      }
      beginVisit()
      reachedCount = 0
      var asks = false
      for index in 0..<betweenCount {
        let step = between[index]
        guard contains(Int(program[Int(step)].first), symbolClass) else { continue }
        if follow(step + 1, program) { asks = true }
      }
      return (isMatch, asks)
    }
  }

  /// The classes that lead on from where the last walk has ended, whatever the assertions; nil if
  /// there are more than two of them, or if a match may end there.
  mutating func exits() -> Exits? {
    program.steps.withUnsafeBufferPointer { program in
      beginVisit()
      var exits: Exits?
      for index in 0..<reachedCount {
        push(reached[index])
        while let step = pop(program) {
          let here = program[Int(step)]
          switch here.operation {
          case .jump, .split: break  // `pop` follows them.
          case .assertion: push(step + 1)
          case .symbol:
            guard let more = fewClasses[Int(here.first)],
              let all = exits.map({ $0.union(more) }) ?? more
            else {
              stackCount = 0
              return nil
            }
            exits = all
          case .match:
            stackCount = 0
            return nil
          }
        }
      }
      return exits
    }
  }

  private func contains(_ set: Int, _ symbolClass: Int) -> Bool {
    program.classes.contains(set, symbolClass)
  }

  private mutating func beginVisit() {
    stamp &+= 1
    if stamp == 0 {
      visited.update(repeating: 0, count: program.steps.count)
      stamp = 1
    }
  }

  private mutating func push(_ step: UInt16) {
    stack[stackCount] = step
    stackCount += 1
  }

  /// The next step that reads, asks or matches and that this walk has not been at; nil if none is
  /// left.
  private mutating func pop(_ program: UnsafeBufferPointer<MatchProgram.Step>) -> UInt16? {
    while stackCount > 0 {
      stackCount -= 1
      let step = stack[stackCount]
      guard visited[Int(step)] != stamp else { continue }
      visited[Int(step)] = stamp
      let here = program[Int(step)]
      switch here.operation {
      case .jump: push(here.first)
      case .split:
        push(here.second)
        push(here.first)
      case .symbol, .assertion, .match: return step
      }
    }
    return nil
  }

  /// Adds the steps that `step` leads to without reading or asking; true if any of them asks.
  private mutating func follow(
    _ step: UInt16, _ program: UnsafeBufferPointer<MatchProgram.Step>
  ) -> Bool {
    var asks = false
    push(step)
    while let step = pop(program) {
      if program[Int(step)].operation == .assertion { asks = true }
      reached[reachedCount] = step
      reachedCount += 1
    }
    return asks
  }

  /// Adds to `between` the reading steps that `step` leads to between the two symbols; true if the
  /// end of a match comes before any more of them.
  private mutating func reach(
    _ step: UInt16, _ program: UnsafeBufferPointer<MatchProgram.Step>, before: Int, after: Int
  ) -> Bool {
    push(step)
    while let step = pop(program) {
      let here = program[Int(step)]
      switch here.operation {
      case .jump, .split: break  // `pop` follows them.
      case .assertion:
        if self.program.holds(Int(here.first), before: before, after: after) { push(step + 1) }
      case .symbol:
        between[betweenCount] = step
        betweenCount += 1
      case .match:
        stackCount = 0
        return true
      }
    }
    return false
  }
}
