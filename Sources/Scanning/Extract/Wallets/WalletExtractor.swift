internal import Model

/// Reads Bitcoin and Ethereum addresses whose checksums hold.
///
/// An Ethereum address in one case has no checksum; 40 hexadecimal digits behind `0x` are taken
/// then.
struct WalletExtractor: Sendable {
  /// Appends the addresses of `field`.
  func extract(from field: FieldTokens, into found: inout Extraction) {
    for window in field.windows where window.holds(.longRuns) {
      extract(from: field, window, into: &found)
    }
  }

  private func extract(
    from field: FieldTokens, _ window: TextWindow, into found: inout Extraction
  ) {
    var index = window.firstToken
    while index < window.tokenEnd {
      guard canStart(index, field) else {
        index += 1
        continue
      }
      var last = index
      while field.isGlued(last + 1), field.tokens[last + 1].kind.rawValue <= 1 { last += 1 }
      let range = field.range(index, last)
      if (26...74).contains(range.count), let platform = platform(range, field),
        found.claims.isFree(range)
      {
        let value = field.string(range)
        let isBech32 = value.hasPrefix("BC1")
        found.add(
          .wallet(
            platform: platform,
            isBech32 || platform == "ethereum" ? value.lowercased() : value), range, in: field,
          as: .wallet)
      }
      index = last + 1
    }
  }

  /// Whether a run of letters and digits starts at token `index` as an address does.
  private func canStart(_ index: Int, _ field: FieldTokens) -> Bool {
    let token = field.tokens[index]
    switch token.kind {
    case .digits:
      let first = field.bytes[Int(token.start)]
      guard
        first == UInt8(ascii: "1") || first == UInt8(ascii: "3")
          || (first == UInt8(ascii: "0") && token.byteCount == 1)
      else { return false }
    case .letters: guard token.isWord("bc") else { return false }
    case .symbol, .picture: return false
    }
    if field.isGlued(index), field.tokens[index - 1].kind.rawValue <= 1 { return false }
    return field.isGlued(index + 1)
  }

  private func platform(_ range: Range<Int>, _ field: FieldTokens) -> String? {
    let address = UnsafeBufferPointer(start: field.bytes + range.lowerBound, count: range.count)
    switch address[0] {
    case UInt8(ascii: "1"), UInt8(ascii: "3"):
      return range.count <= 35 && WalletAddress.isBase58Bitcoin(address) ? "bitcoin" : nil
    case UInt8(ascii: "0"):
      guard range.count == 42, address[1] | 0x20 == UInt8(ascii: "x") else { return nil }
      let digits = UnsafeBufferPointer(rebasing: address[2...])
      return WalletAddress.isEthereum(digits) ? "ethereum" : nil
    default: return WalletAddress.isBech32Bitcoin(address) ? "bitcoin" : nil
    }
  }
}
