/// Symbols put into classes, so that all symbols of a class lie in the same sets of a program.
struct SymbolClasses: Sendable {
  /// A code point that has a class of its own, whatever its kind.
  struct Exception: Sendable {
    var scalar: UInt32
    var symbolClass: UInt8
  }

  /// Classes of the 128 ASCII characters, then of the 128 kinds.
  let table: [UInt8]
  /// By code point.
  let exceptions: [Exception]
  /// The class of the text's edge.
  let edge: UInt8
  /// How many classes there are.
  let count: Int
  /// Row by row: for each set, whether each class lies in it.
  private let membership: [Bool]

  /// The most classes: a byte tells them apart.
  private static let limit = 255

  /// Whether sets with so many exceptions have few enough classes whatever is in them: each symbol
  /// may have its own.
  static func areFew(exceptionCount: Int, registry: KindRegistry) -> Bool {
    128 + (1 << registry.questions.count) + 1 + exceptionCount <= limit
  }

  /// Nil if there are too many classes.
  init?(_ sets: [SymbolSet], registry: KindRegistry) {
    // Kinds differ in answered questions only; sets made earlier ignore later ones.
    let kindCount = 1 << registry.questions.count
    let scalars = Set(sets.flatMap(\.exceptions)).sorted()
    let kinds = scalars.map(registry.kind(of:))
    let firstScalar = 128 + kindCount + 1
    /// Calls `body` with each symbol of the set, by its place in `classes`.
    func forEachMember(of set: SymbolSet, _ body: (Int) -> Void) {
      var ascii = set.ascii
      while ascii != 0 {
        body(ascii.trailingZeroBitCount)
        ascii &= ascii &- 1
      }
      for kind in 0..<(set.kinds == 0 ? 0 : kindCount) where set.contains(kind: UInt8(kind)) {
        body(128 + kind)
      }
      if set.hasEdge { body(128 + kindCount) }
      for (index, scalar) in scalars.enumerated()
      where set.contains(scalar, kind: kinds[index]) {
        body(firstScalar + index)
      }
    }
    var classes = [Int](repeating: 0, count: firstScalar + scalars.count)
    var split = [-1]
    for set in sets {
      // The members of each class become a class of their own; what is left empty is passed over
      // when the classes are numbered.
      forEachMember(of: set) { symbol in
        let old = classes[symbol]
        if split[old] < 0 {
          split[old] = split.count
          split.append(-1)
        }
        classes[symbol] = split[old]
      }
      for index in split.indices { split[index] = -1 }
    }
    var numbers = [Int](repeating: -1, count: split.count)
    var count = 0
    for (symbol, symbolClass) in classes.enumerated() {
      if numbers[symbolClass] < 0 {
        numbers[symbolClass] = count
        count += 1
      }
      classes[symbol] = numbers[symbolClass]
    }
    guard count <= Self.limit else { return nil }
    self.count = count
    table =
      classes[0..<128].map { UInt8($0) }
      + (0..<128).map { UInt8(classes[128 + $0 % kindCount]) }
    edge = UInt8(classes[128 + kindCount])
    exceptions = scalars.indices.map {
      Exception(scalar: scalars[$0], symbolClass: UInt8(classes[firstScalar + $0]))
    }
    var membership = [Bool](repeating: false, count: sets.count * count)
    for (number, set) in sets.enumerated() {
      forEachMember(of: set) { membership[number * count + classes[$0]] = true }
    }
    self.membership = membership
  }

  /// Whether the symbols of the class lie in set `number`.
  func contains(_ number: Int, _ symbolClass: Int) -> Bool {
    membership[number * count + symbolClass]
  }
}
