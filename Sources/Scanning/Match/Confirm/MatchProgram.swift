/// A pattern tree as steps of a machine that tries its alternatives in PCRE2's order of preference.
///
/// Immutable, shared between workers; `LazyAutomaton` runs it.
struct MatchProgram: Sendable {
  /// What a step does.
  enum Operation: UInt8, Sendable {
    /// Read a symbol of set `first`; go on at the next step.
    case symbol
    /// Go on at `first`, or else at `second`.
    case split
    /// Go on at the next step if assertion `first` holds here.
    case assertion
    /// Go on at `first`.
    case jump
    /// The end of a match.
    case match
  }

  /// One step. Kept in four bytes, as rules have hundreds: numbers in it are below `stepLimit`.
  struct Step: Sendable {
    private static let firstMask: UInt32 = 1 << 13 - 1

    /// The operation in the low three bits, `first` in the next thirteen, `second` above.
    private var bits: UInt32

    init(operation: Operation, first: UInt16 = 0) {
      bits = UInt32(operation.rawValue) | UInt32(first) << 3
    }

    var operation: Operation { Operation(rawValue: UInt8(bits & 7)) ?? .match }
    var first: UInt16 {
      get { UInt16(truncatingIfNeeded: bits >> 3 & Self.firstMask) }
      set { bits = bits & ~(Self.firstMask << 3) | UInt32(newValue) << 3 }
    }
    var second: UInt16 {
      get { UInt16(truncatingIfNeeded: bits >> 16) }
      set { bits = bits & 0xFFFF | UInt32(newValue) << 16 }
    }
  }

  /// A pair of an assertion, as indices into `classes.sets`.
  struct Pair: Sendable {
    var before: Int
    var after: Int
  }

  /// The most steps of one program; longer ones are left to PCRE2.
  static let stepLimit = 6000

  let steps: [Step]
  let assertions: [[Pair]]
  let classes: SymbolClasses
  /// For each class, a number that is the same for classes between which no assertion tells when
  /// they stand before a place.
  let groupBefore: [UInt8]
  /// A class of each group.
  let classOfGroup: [UInt8]
  /// Whether the first step of a match depends on the symbol before it.
  let hasAssertions: Bool

  /// Translates `node`; nil if that takes too many steps or classes.
  init?(_ node: PatternNode, registry: KindRegistry) {
    var builder = Builder()
    guard builder.add(node), builder.emit(Step(operation: .match)) != nil,
      let classes = SymbolClasses(builder.sets, registry: registry)
    else { return nil }
    steps = builder.steps
    assertions = builder.assertions
    hasAssertions = !assertions.isEmpty
    self.classes = classes
    var numbers: [[Bool]: UInt8] = [:]
    var representatives: [UInt8] = []
    let befores = assertions.flatMap { $0.map(\.before) }
    groupBefore = (0..<classes.count).map { symbolClass in
      let key = befores.map { classes.contains($0, symbolClass) }
      if let number = numbers[key] { return number }
      numbers[key] = UInt8(representatives.count)
      representatives.append(UInt8(symbolClass))
      return UInt8(representatives.count - 1)
    }
    classOfGroup = representatives
  }

  /// Whether `node` can be translated; it is done only where counting cannot tell.
  static func isPossible(_ node: PatternNode, registry: KindRegistry) -> Bool {
    if node.stepCount >= stepLimit { return false }
    return SymbolClasses.areFew(exceptionCount: node.exceptionCount, registry: registry)
      || MatchProgram(node, registry: registry) != nil
  }

  /// Whether assertion `number` holds between symbols of these classes.
  func holds(_ number: Int, before: Int, after: Int) -> Bool {
    assertions[number].contains {
      classes.contains($0.before, before) && classes.contains($0.after, after)
    }
  }

  private struct Builder {
    var steps: [Step] = []
    var sets: [SymbolSet] = []
    var assertions: [[Pair]] = []
    private var setNumbers: [SymbolSet: Int] = [:]
    private var assertionNumbers: [EdgeAssertion: Int] = [:]

    /// The place of the new step; nil if there are too many.
    mutating func emit(_ step: Step) -> Int? {
      guard steps.count < MatchProgram.stepLimit else { return nil }
      steps.append(step)
      return steps.count - 1
    }

    private mutating func number(of set: SymbolSet) -> Int {
      if let number = setNumbers[set] { return number }
      sets.append(set)
      setNumbers[set] = sets.count - 1
      return sets.count - 1
    }

    private mutating func number(of assertion: EdgeAssertion) -> Int {
      if let number = assertionNumbers[assertion] { return number }
      assertions.append(
        assertion.pairs.map { Pair(before: number(of: $0.before), after: number(of: $0.after)) })
      assertionNumbers[assertion] = assertions.count - 1
      return assertions.count - 1
    }

    mutating func add(_ node: PatternNode) -> Bool {
      switch node {
      case .empty: return true
      case .set(let set):
        return emit(Step(operation: .symbol, first: UInt16(number(of: set)))) != nil
      case .assertion(let assertion):
        return emit(Step(operation: .assertion, first: UInt16(number(of: assertion)))) != nil
      case .sequence(let nodes):
        for node in nodes { guard add(node) else { return false } }
        return true
      case .choice(let nodes): return add(choice: nodes)
      case .repetition(let node, let count): return add(node, count)
      }
    }

    private mutating func add(choice nodes: [PatternNode]) -> Bool {
      var jumps: [Int] = []
      for node in nodes.dropLast() {
        guard let split = emit(Step(operation: .split)) else { return false }
        steps[split].first = UInt16(steps.count)
        guard add(node), let jump = emit(Step(operation: .jump)) else { return false }
        jumps.append(jump)
        steps[split].second = UInt16(steps.count)
      }
      guard let last = nodes.last, add(last) else { return false }
      for jump in jumps { steps[jump].first = UInt16(steps.count) }
      return true
    }

    private mutating func add(_ node: PatternNode, _ count: RepeatCount) -> Bool {
      for _ in 0..<count.minimum { guard add(node) else { return false } }
      guard let maximum = count.maximum else {
        guard let split = emit(Step(operation: .split)), add(node),
          emit(Step(operation: .jump, first: UInt16(split))) != nil
        else { return false }
        setSplit(split, body: split + 1, end: steps.count, count.isLazy)
        return true
      }
      var splits: [Int] = []
      for _ in count.minimum..<max(maximum, count.minimum) {
        guard let split = emit(Step(operation: .split)), add(node) else { return false }
        splits.append(split)
      }
      for split in splits { setSplit(split, body: split + 1, end: steps.count, count.isLazy) }
      return true
    }

    private mutating func setSplit(_ split: Int, body: Int, end: Int, _ isLazy: Bool) {
      steps[split].first = UInt16(isLazy ? end : body)
      steps[split].second = UInt16(isLazy ? body : end)
    }
  }
}

extension PatternNode {
  /// How many steps its program takes, the last one aside; not counted beyond the limit.
  fileprivate var stepCount: Int {
    switch self {
    case .empty: return 0
    case .set, .assertion: return 1
    case .sequence(let nodes): return Self.stepCount(of: nodes)
    case .choice(let nodes): return Self.stepCount(of: nodes) + 2 * (nodes.count - 1)
    case .repetition(let node, let count):
      let body = node.stepCount
      let optional =
        count.maximum.map { max($0 - count.minimum, 0) * (body + 1) } ?? body + 2
      return min(count.minimum * body + optional, MatchProgram.stepLimit)
    }
  }

  private static func stepCount(of nodes: [PatternNode]) -> Int {
    nodes.reduce(0) { min($0 + $1.stepCount, MatchProgram.stepLimit) }
  }

  /// How many exceptions its sets list, repeats included.
  fileprivate var exceptionCount: Int {
    switch self {
    case .empty: 0
    case .set(let set): set.exceptions.count
    case .assertion(let assertion):
      assertion.pairs.reduce(0) {
        $0 + $1.before.exceptions.count + $1.after.exceptions.count
      }
    case .sequence(let nodes), .choice(let nodes):
      nodes.reduce(0) { $0 + $1.exceptionCount }
    case .repetition(let node, _): node.exceptionCount
    }
  }
}
