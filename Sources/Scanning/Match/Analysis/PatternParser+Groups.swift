extension PatternParser {
  /// Reads what stands behind an opening parenthesis, up to the closing one.
  mutating func parseGroup() throws(UnsupportedConstruct) -> (PatternNode, Bool) {
    if next == 0x2A { throw UnsupportedConstruct(construct: "(*…)") }
    let outer = options
    guard take("?") else { return (try parseBody(restoring: outer), true) }
    if take(":") || take("|") { return (try parseBody(restoring: outer), true) }
    if take(">") {
      approximations.append("atomic group")
      return (try parseBody(restoring: outer), true)
    }
    if take("=") { return (try parseLook(isBehind: false, isNegative: false, outer), false) }
    if take("!") { return (try parseLook(isBehind: false, isNegative: true, outer), false) }
    if take("<=") { return (try parseLook(isBehind: true, isNegative: false, outer), false) }
    if take("<!") { return (try parseLook(isBehind: true, isNegative: true, outer), false) }
    if take("P<") || take("<") { return (try parseNamedGroup(endingWith: 0x3E, outer), true) }
    if take("'") { return (try parseNamedGroup(endingWith: 0x27, outer), true) }
    if take("P=") {
      try skipName(endingWith: 0x29)
      return (backReference(), true)
    }
    return try parseOptions(outer)
  }

  private mutating func parseBody(
    restoring outer: Options
  ) throws(UnsupportedConstruct) -> PatternNode {
    let node = try parseChoice()
    guard take(")") else { throw UnsupportedConstruct(construct: "unbalanced parenthesis") }
    options = outer
    return node
  }

  private mutating func parseNamedGroup(
    endingWith end: UInt8, _ outer: Options
  ) throws(UnsupportedConstruct) -> PatternNode {
    try skipName(endingWith: end)
    return try parseBody(restoring: outer)
  }

  private mutating func skipName(endingWith end: UInt8) throws(UnsupportedConstruct) {
    let start = index
    while let byte = next, byte != end {
      guard byte == 0x5F || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 else {
        throw UnsupportedConstruct(construct: "a group name")
      }
      index += 1
    }
    guard index > start, next == end else { throw UnsupportedConstruct(construct: "a group name") }
    index += 1
  }

  /// `(?i)`, `(?i-x:…)` and the like.
  private mutating func parseOptions(
    _ outer: Options
  ) throws(UnsupportedConstruct) -> (PatternNode, Bool) {
    let start = index
    var isSetting = true
    while let byte = next {
      index += 1
      switch byte {
      case 0x29:  // )
        return (.empty, false)
      case 0x3A:  // :
        return (try parseBody(restoring: outer), true)
      case 0x2D where isSetting:  // -
        isSetting = false
      case 0x69: options.caseless = isSetting
      case 0x6D: options.multiline = isSetting
      case 0x73: options.dotMatchesLineFeed = isSetting
      case 0x6E: break  // (?n) changes what is captured, not what is matched.
      case 0x78:
        options.extended = isSetting
        options.extendedClasses = isSetting && next == 0x78
        if next == 0x78 { index += 1 }
      default:
        index = start
        throw UnsupportedConstruct(construct: "(?\(unknownText)…)")
      }
    }
    throw UnsupportedConstruct(construct: "unbalanced parenthesis")
  }

  /// The first character of what is not known, for messages.
  private var unknownText: String {
    next.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "?" } ?? ""
  }

  /// Anything at all: what a back-reference may match.
  mutating func backReference() -> PatternNode {
    approximations.append("back-reference")
    return .repetition(
      .set(.anyCharacter), RepeatCount(minimum: 0, maximum: nil, isLazy: false))
  }

  // MARK: Look-around

  /// Look-around for one symbol is a condition on the edge; any other is left out, which can only
  /// make the tree match more.
  private mutating func parseLook(
    isBehind: Bool, isNegative: Bool, _ outer: Options
  ) throws(UnsupportedConstruct) -> PatternNode {
    let known = approximations
    approximations = []
    let body = try parseBody(restoring: outer)
    let inBody = approximations
    approximations = known
    if let symbols = singleSymbols(of: body, isBehind: isBehind),
      // $ holds before a final line feed only; no matter if any line feed will do.
      inBody.allSatisfy({ $0 == Self.dollar })
        && (inBody.isEmpty || symbols.characters.contains(ascii: 0x0A))
    {
      var set = symbols.characters
      set.formUnion(symbols.edges, in: registry)
      if isNegative { set = set.complement }
      return .assertion(isBehind ? .before(set) : .after(set))
    }
    approximations.append(isBehind ? "look-behind" : "look-ahead")
    return .empty
  }

  /// The symbols of which the body of a look-around asks for one: in its sets, and in conditions
  /// on the edge such as `$`. Nil if it asks for anything else.
  private func singleSymbols(
    of body: PatternNode, isBehind: Bool
  ) -> (characters: SymbolSet, edges: SymbolSet)? {
    switch body {
    case .set(let set): return (set, SymbolSet())
    case .assertion(let assertion):
      guard assertion.pairs.count == 1 else { return nil }
      let pair = assertion.pairs[0]
      if isBehind { return pair.after == .all ? (SymbolSet(), pair.before) : nil }
      return pair.before == .all ? (SymbolSet(), pair.after) : nil
    case .choice(let branches):
      var result = (characters: SymbolSet(), edges: SymbolSet())
      for branch in branches {
        guard let symbols = singleSymbols(of: branch, isBehind: isBehind) else { return nil }
        result.characters.formUnion(symbols.characters, in: registry)
        result.edges.formUnion(symbols.edges, in: registry)
      }
      return result
    case .empty, .sequence, .repetition: return nil
    }
  }
}
