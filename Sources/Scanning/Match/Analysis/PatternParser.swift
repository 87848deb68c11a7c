/// Something in a pattern that the parser does not know, or knows to be beyond the engine.
struct UnsupportedConstruct: Error, Equatable, Sendable {
  /// What it is, such as `(?R)` or `\K`.
  var construct: String
}

/// What the parser made of a pattern.
struct ParsedPattern: Sendable, Equatable {
  /// Matches at least wherever the pattern matches.
  var node: PatternNode
  /// Why `node` matches more than the pattern, or other ends: names of constructs, in the order
  /// they stand. Empty: it matches exactly what the pattern matches.
  var approximations: [String]
}

/// Reads the PCRE2 syntax that rules use, as compiled by `CompiledPattern`: UTF, UCP and caseless,
/// line feed as newline. Source: pcre2pattern(3).
///
/// What it does not know it does not guess: it throws, naming the construct. It may take patterns
/// that PCRE2 refuses; those never reach it.
struct PatternParser: ~Copyable {
  /// Settings that a pattern can change on its way, such as `(?x)`.
  struct Options {
    var caseless = true
    var extended = false
    /// `(?xx)`: spaces and tabs inside classes mean nothing either.
    var extendedClasses = false
    var dotMatchesLineFeed = false
    var multiline = false
  }

  let bytes: [UInt8]
  let registry: KindRegistry
  let cases: CaseVariants
  var index = 0
  var options = Options()
  /// Between `\Q` and `\E`.
  var isQuoting = false
  var approximations: [String] = []
  private var depth = 0

  /// Groups nested deeper than this are refused.
  private static let depthLimit = 200

  private init(_ pattern: String, registry: KindRegistry, cases: CaseVariants) {
    bytes = Array(pattern.utf8)
    self.registry = registry
    self.cases = cases
  }

  /// Parses a whole pattern.
  static func parse(
    _ pattern: String, registry: KindRegistry, cases: CaseVariants
  ) throws(UnsupportedConstruct) -> ParsedPattern {
    var parser = PatternParser(pattern, registry: registry, cases: cases)
    let node = try parser.parseChoice()
    guard parser.index == parser.bytes.count else {
      throw UnsupportedConstruct(construct: "unbalanced parenthesis")
    }
    return ParsedPattern(node: node, approximations: parser.approximations)
  }

  // MARK: Reading

  /// The byte at the current place, unless the pattern ends there.
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Whether `text` stands at the current place; if so, moves behind it.
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
    index += count
    return true
  }

  /// Reads one code point.
  mutating func takeScalar() throws(UnsupportedConstruct) -> UInt32 {
    guard let byte = next else { throw UnsupportedConstruct(construct: "end of pattern") }
    if byte < 0x80 {
      index += 1
      return UInt32(byte)
    }
    let (scalar, width) = bytes.withUnsafeBufferPointer { $0.scalar(at: index) }
    index += width
    return scalar
  }

  /// Reads decimal digits; nil if there is none.
  mutating func takeNumber() -> Int? {
    var value: Int?
    while let byte = next, byte &- 0x30 < 10 {
      value = min((value ?? 0) * 10 + Int(byte - 0x30), 1 << 30)
      index += 1
    }
    return value
  }

  /// Passes over comments, the white space of `(?x)`, and `\E`.
  private mutating func skipIgnorable() throws(UnsupportedConstruct) {
    while let byte = next {
      if isQuoting {
        guard take("\\E") else { return }
        isQuoting = false
      } else if take("\\E") {
        continue
      } else if take("\\Q") {
        isQuoting = true
      } else if options.extended, byte == 0x20 || (0x09...0x0D).contains(byte) {
        index += 1
      } else if options.extended, byte == 0x23 {
        while let byte = next, byte != 0x0A { _ = byte; index += 1 }
      } else if options.extended, byte == 0xC2 || byte == 0xE2, try skipsForeignSpace() {
        continue
      } else if take("(?#") {
        while let byte = next, byte != 0x29 { _ = byte; index += 1 }
        index += 1
      } else {
        return
      }
    }
  }

  /// Whether a white-space character outside ASCII was passed over.
  private mutating func skipsForeignSpace() throws(UnsupportedConstruct) -> Bool {
    let start = index
    let scalar = try takeScalar()
    if [0x85, 0x200E, 0x200F, 0x2028, 0x2029].contains(scalar) { return true }
    index = start
    return false
  }

  // MARK: Structure

  /// Alternatives up to the end of the group or of the pattern.
  mutating func parseChoice() throws(UnsupportedConstruct) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw UnsupportedConstruct(construct: "groups nested \(depth) deep")
    }
    var branches = [try parseSequence()]
    while take("|") { branches.append(try parseSequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func parseSequence() throws(UnsupportedConstruct) -> PatternNode {
    var nodes: [PatternNode] = []
    nodes.reserveCapacity(8)
    while true {
      try skipIgnorable()
      guard let byte = next else { break }
      if !isQuoting, byte == 0x7C || byte == 0x29 { break }
      let (atom, repeats) = try parseAtom()
      let node = try parseQuantifier(of: atom, repeats: repeats)
      if case .empty = node { continue }
      nodes.append(node)
    }
    if nodes.isEmpty { return .empty }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func parseQuantifier(
    of node: PatternNode, repeats: Bool
  ) throws(UnsupportedConstruct) -> PatternNode {
    try skipIgnorable()
    guard !isQuoting, let (minimum, maximum) = try takeCount() else { return node }
    guard repeats else { throw UnsupportedConstruct(construct: "a repeated assertion") }
    var count = RepeatCount(minimum: minimum, maximum: maximum, isLazy: false)
    if take("?") {
      count.isLazy = true
    } else if take("+") {
      approximations.append("possessive quantifier")
    }
    // Versions of PCRE2 differ in what they make of white space here.
    try skipIgnorable()
    if !isQuoting, try takeCount() != nil {
      throw UnsupportedConstruct(construct: "a quantifier behind a quantifier")
    }
    if maximum == 0 { return .empty }
    if minimum == 1 && maximum == 1 { return node }
    let repeatsMore = maximum.map { $0 > 1 } ?? true
    if repeatsMore && node.canBeEmpty {
      approximations.append("repeated group that can be empty")
    }
    return .repetition(node, count)
  }

  /// Reads `?`, `*`, `+` or `{n,m}`, if one stands here.
  private mutating func takeCount() throws(UnsupportedConstruct) -> (Int, Int?)? {
    if take("?") { return (0, 1) }
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    guard next == 0x7B else { return nil }
    let start = index
    index += 1
    if let minimum = takeNumber() {
      if take("}") { return (minimum, minimum) }
      if take(",") {
        if take("}") { return (minimum, nil) }
        if let maximum = takeNumber(), take("}") { return (minimum, maximum) }
      }
    }
    // From version 10.43 on, PCRE2 takes {,n} and spaces in braces for counts.
    index = start
    var end = start + 1
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x2C || bytes[end] &- 0x30 < 10 {
      end += 1
    }
    if end < bytes.count, end > start + 1, bytes[end] == 0x7D {
      throw UnsupportedConstruct(construct: "a count such as {,n}")
    }
    return nil
  }

  // MARK: Atoms

  /// One item, and whether it may be repeated.
  private mutating func parseAtom() throws(UnsupportedConstruct) -> (PatternNode, Bool) {
    if isQuoting { return (literal(try takeScalar()), true) }
    switch bytes[index] {
    case 0x28:  // (
      index += 1
      return try parseGroup()
    case 0x5B:  // [
      index += 1
      return (.set(try parseClass()), true)
    case 0x5C:  // \
      index += 1
      return try parseEscape()
    case 0x2E:  // .
      index += 1
      return (.set(options.dotMatchesLineFeed ? .anyCharacter : .notLineFeed), true)
    case 0x5E:  // ^
      index += 1
      return (.assertion(lineStart), false)
    case 0x24:  // $
      index += 1
      return (.assertion(lineEnd()), false)
    case 0x2A, 0x2B, 0x3F:
      throw UnsupportedConstruct(construct: "a quantifier behind nothing")
    default:
      return (literal(try takeScalar()), true)
    }
  }

  /// A literal character.
  func literal(_ scalar: UInt32) -> PatternNode {
    options.caseless ? cases.literal(scalar) : .set(SymbolSet([scalar]))
  }

  /// The set of a literal character.
  func set(of scalar: UInt32) -> SymbolSet {
    options.caseless ? cases.set(of: scalar) : SymbolSet([scalar])
  }

  private var lineStart: EdgeAssertion {
    guard options.multiline else { return .before(.edge) }
    // A line feed at the very end starts no line.
    var notEdge = SymbolSet.all
    notEdge.hasEdge = false
    return EdgeAssertion(pairs: [
      .init(before: .edge, after: .all), .init(before: .lineFeed, after: notEdge),
    ])
  }

  /// What is called `$`, and `\Z`, which does not mind `(?m)`.
  mutating func lineEnd(isMultiline: Bool? = nil) -> EdgeAssertion {
    if !(isMultiline ?? options.multiline) { approximations.append(Self.dollar) }
    return .after(SymbolSet(ascii: SymbolSet.lineFeed.ascii, hasEdge: true))
  }

  /// The approximation of `$`: it holds before the last line feed only.
  static let dollar = "$ before a final line feed"
}

extension SymbolSet {
  /// Every code point but line feed.
  static let notLineFeed = SymbolSet(ascii: ~SymbolSet.lineFeed.ascii, kinds: .max)

  /// ASCII letters.
  private static let upperCase: UInt128 = ((1 << 26) - 1) << 0x41
  private static let lowerCase: UInt128 = upperCase << 32

  /// Adds the other case of every ASCII letter. Normalised text has none of the two characters
  /// outside ASCII that PCRE2 takes for variants of ASCII letters.
  mutating func closeCase() {
    ascii |= (ascii & Self.upperCase) << 32 | (ascii & Self.lowerCase) >> 32
  }
}
