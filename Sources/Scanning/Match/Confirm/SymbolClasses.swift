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
    var classes = [Int](repeating: 0, count: firstScalar + scalars.count)
    var count = 1
    func isMember(_ symbol: Int, of set: SymbolSet) -> Bool {
      if symbol < 128 { return set.contains(ascii: UInt8(symbol)) }
      if symbol < 128 + kindCount { return set.contains(kind: UInt8(symbol - 128)) }
      if symbol < firstScalar { return set.hasEdge }
      let index = symbol - firstScalar
      return set.contains(scalars[index], kind: kinds[index])
    }
    for set in sets {
      var renumbered = [Int](repeating: -1, count: count * 2)
      var next = 0
      for symbol in classes.indices {
        let key = classes[symbol] * 2 + (isMember(symbol, of: set) ? 1 : 0)
        if renumbered[key] < 0 {
          renumbered[key] = next
          next += 1
        }
        classes[symbol] = renumbered[key]
      }
      count = next
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
      for symbol in classes.indices where isMember(symbol, of: set) {
        membership[number * count + classes[symbol]] = true
      }
    }
    self.membership = membership
  }

  /// Whether the symbols of the class lie in set `number`.
  func contains(_ number: Int, _ symbolClass: Int) -> Bool {
    membership[number * count + symbolClass]
  }
}
