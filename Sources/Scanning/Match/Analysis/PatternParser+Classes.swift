extension PatternParser {
  /// Ranges of code points outside ASCII up to this size are listed one by one.
  private static let listedRangeLimit = 256

  /// Reads what stands behind an opening bracket, up to the closing one.
  mutating func parseClass() throws(UnsupportedConstruct) -> SymbolSet {
    let isNegated = take("^")
    var set = SymbolSet()
    var isFirst = true
    while true {
      guard let byte = next else { throw UnsupportedConstruct(construct: "unbalanced bracket") }
      if options.extendedClasses, byte == 0x20 || byte == 0x09 {
        index += 1
        continue
      }
      if byte == 0x5D, !isFirst {
        index += 1
        return isNegated ? set.otherCharacters : set
      }
      isFirst = false
      if let item = try takeClassSet() {
        set.formUnion(item, in: registry)
        // A hyphen behind a set stands for itself; versions differ on what may follow it.
        if next == 0x2D, index + 1 < bytes.count, bytes[index + 1] != 0x5D {
          throw UnsupportedConstruct(construct: "a hyphen behind a set in a class")
        }
        continue
      }
      set.formUnion(try takeRange(), in: registry)
    }
  }

  /// `[:alpha:]`, `\d` and the like; nil, and nothing read, if a single character stands here.
  private mutating func takeClassSet() throws(UnsupportedConstruct) -> SymbolSet? {
    if next == 0x5B, index + 1 < bytes.count, [0x3A, 0x2E, 0x3D].contains(bytes[index + 1]) {
      return try takeNamedClass()
    }
    guard next == 0x5C else { return nil }
    index += 1
    if next == 0x4E { throw UnsupportedConstruct(construct: "\\N in a class") }
    let set = try takeSetEscape()
    if set == nil { index -= 1 }
    return set
  }

  /// Reads `[:alpha:]` or `[:^alpha:]`; a bracket and a colon that mean only themselves are
  /// refused.
  private mutating func takeNamedClass() throws(UnsupportedConstruct) -> SymbolSet {
    let unknown = UnsupportedConstruct(construct: "[: in a class")
    guard take("[:") else { throw unknown }
    let isNegated = take("^")
    let start = index
    while let byte = next, byte &- 0x61 < 26 { _ = byte; index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    guard !name.isEmpty, take(":]") else { throw unknown }
    let set =
      switch name {
      case "ascii": SymbolSet(ascii: .max)
      case "xdigit": SymbolSet(ascii: 0x3FF << 0x30 | 0x3F << 0x41 | 0x3F << 0x61)
      default: try property("[[:\(name):]]")
      }
    return isNegated ? set.otherCharacters : set
  }

  /// One character, or two with a hyphen between.
  private mutating func takeRange() throws(UnsupportedConstruct) -> SymbolSet {
    let first = try takeClassCharacter()
    guard next == 0x2D, index + 1 < bytes.count, bytes[index + 1] != 0x5D else {
      return set(of: first)
    }
    if options.extendedClasses, [0x20, 0x09].contains(bytes[index + 1]) {
      throw UnsupportedConstruct(construct: "white space in a range")
    }
    index += 1
    if try takeClassSet() != nil { throw UnsupportedConstruct(construct: "a range up to a set") }
    let last = try takeClassCharacter()
    guard first <= last else { throw UnsupportedConstruct(construct: "a range out of order") }
    return try range(first...last)
  }

  private mutating func takeClassCharacter() throws(UnsupportedConstruct) -> UInt32 {
    guard next == 0x5C else { return try takeScalar() }
    index += 1
    guard next != nil else { throw UnsupportedConstruct(construct: "\\ at the end") }
    return take("b") ? 0x08 : try takeCharacterEscape()
  }

  private func range(_ range: ClosedRange<UInt32>) throws(UnsupportedConstruct) -> SymbolSet {
    var set = SymbolSet()
    for scalar in range.clamped(to: 0...0x7F) where scalar < 0x80 && range.contains(scalar) {
      set.ascii |= 1 << UInt128(scalar)
    }
    if options.caseless { set.closeCase() }
    guard range.upperBound >= 0x80 else { return set }
    let foreign = max(0x80, range.lowerBound)...range.upperBound
    guard foreign.count <= Self.listedRangeLimit else {
      set.formUnion(try property(CaseVariants.text(of: foreign)), in: registry)
      return set
    }
    for scalar in options.caseless ? cases.variants(of: foreign) : Array(foreign) {
      set.insert(scalar, in: registry)
    }
    return set
  }
}
