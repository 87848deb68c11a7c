/// A set of symbols: code points, and the edge of the text.
///
/// ASCII is held bit by bit. Other code points are told apart by their kind (see `KindRegistry`),
/// but for the exceptions: a code point listed there is in the set exactly if its kind is not.
struct SymbolSet: Hashable, Sendable {
  /// Bit `n` stands for the ASCII character `n`.
  var ascii: UInt128 = 0
  /// Bit `k` stands for all code points of kind `k` outside ASCII.
  var kinds: UInt128 = 0
  /// In ascending order, none of them ASCII.
  var exceptions: [UInt32] = []
  /// Whether the edge of the text, before its first or behind its last code point, is in the set.
  var hasEdge = false

  /// Takes a step where hashing all members takes eight: sets are looked up a lot.
  func hash(into hasher: inout Hasher) {
    var hash = UInt64(truncatingIfNeeded: ascii) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ UInt64(truncatingIfNeeded: ascii >> 64)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ UInt64(truncatingIfNeeded: kinds)) &* 0x94D0_49BB_1331_11EB
    hasher.combine(hash ^ UInt64(exceptions.first ?? 0))
  }

  /// Every code point, and the edge.
  static let all = SymbolSet(ascii: .max, kinds: .max, hasEdge: true)
  /// Every code point.
  static let anyCharacter = SymbolSet(ascii: .max, kinds: .max)
  /// The edge alone.
  static let edge = SymbolSet(hasEdge: true)
  /// Line feed alone.
  static let lineFeed = SymbolSet(ascii: 1 << 0x0A)

  /// Every symbol that is not in this set, the edge included.
  var complement: SymbolSet {
    SymbolSet(ascii: ~ascii, kinds: ~kinds, exceptions: exceptions, hasEdge: !hasEdge)
  }

  /// Every code point that is not in this set.
  var otherCharacters: SymbolSet {
    SymbolSet(ascii: ~ascii, kinds: ~kinds, exceptions: exceptions)
  }

  /// Whether the ASCII character is in the set.
  func contains(ascii byte: UInt8) -> Bool { ascii >> UInt128(byte) & 1 == 1 }

  /// Whether code points of the kind are in the set, exceptions aside.
  func contains(kind: UInt8) -> Bool { kinds >> UInt128(kind) & 1 == 1 }

  /// Whether the code point, which is outside ASCII and of that kind, is in the set.
  func contains(_ scalar: UInt32, kind: UInt8) -> Bool {
    contains(kind: kind) != exceptions.contains(scalar)
  }

  /// Adds what is in `other`.
  mutating func formUnion(_ other: SymbolSet, in registry: KindRegistry) {
    let old = self
    ascii |= other.ascii
    kinds |= other.kinds
    hasEdge = hasEdge || other.hasEdge
    guard !(old.exceptions.isEmpty && other.exceptions.isEmpty) else { return }
    exceptions = Set(old.exceptions + other.exceptions).sorted().filter { scalar in
      let kind = registry.kind(of: scalar)
      let isMember = old.contains(scalar, kind: kind) || other.contains(scalar, kind: kind)
      return isMember != contains(kind: kind)
    }
  }

  /// Adds one code point.
  mutating func insert(_ scalar: UInt32, in registry: KindRegistry) {
    if scalar < 0x80 {
      ascii |= 1 << UInt128(scalar)
    } else {
      let single = SymbolSet(
        exceptions: [scalar])
      formUnion(single, in: registry)
    }
  }
}

extension SymbolSet {
  /// Some code points, in ascending order.
  init(_ scalars: some Sequence<UInt32>) {
    self.init()
    for scalar in scalars {
      if scalar < 0x80 { ascii |= 1 << UInt128(scalar) } else { exceptions.append(scalar) }
    }
  }
}
