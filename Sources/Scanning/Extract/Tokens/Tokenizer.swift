/// Cuts normalised text into tokens, in one pass and without allocating once its list has grown.
struct Tokenizer: Sendable {
  /// The number words that tokens are marked with.
  let numbers: NumberWords

  /// Appends the tokens of `text[range]` to `list`.
  ///
  /// - Parameters:
  ///   - text: a whole normalised text: valid UTF-8.
  ///   - range: on scalar boundaries; where it starts inside the text and does not follow what was
  ///     tokenized before, the first token is marked `afterGap`.
  func tokenize(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into list: TokenList
  ) {
    guard let base = text.baseAddress else { return }
    var offset = range.lowerBound
    var flags: Token.Flags = []
    if offset == 0 {
      flags = [.afterSpace, .lineStart]
    } else if list.count == 0 || Int(list.tokens[list.count - 1].end) != offset {
      flags = .afterGap
    }
    // Every read is below range.upperBound, and scalars are whole inside a valid text.
    while offset < range.upperBound {
      let byte = base[offset]
      if byte <= 0x20 {
        flags.insert(byte == 0x0A ? [.afterSpace, .lineStart] : .afterSpace)
        offset += 1
        continue
      }
      let token: Token
      if byte &- 0x30 < 10 {
        token = digits(base, offset, range.upperBound, flags)
      } else if Self.isLetter(byte) {
        token = letters(base, offset, range.upperBound, flags)
      } else if byte < 0x80 {
        token = Token(
          start: UInt32(truncatingIfNeeded: offset), end: UInt32(truncatingIfNeeded: offset + 1),
          key: UInt64(byte), kind: .symbol, flags: flags, number: .none)
      } else {
        let (scalar, width) = text.scalar(at: offset)
        if Self.isLetter(scalar) {
          token = letters(base, offset, range.upperBound, flags)
        } else {
          token = Token(
            start: UInt32(truncatingIfNeeded: offset),
            end: UInt32(truncatingIfNeeded: offset + width), key: UInt64(scalar), kind: .picture,
            flags: flags, number: .none)
        }
      }
      list.append(token)
      offset = Int(token.end)
      flags = []
    }
  }

  private func digits(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ flags: Token.Flags
  ) -> Token {
    var offset = start
    var value: UInt64 = 0
    while offset < end {
      let digit = base[offset] &- 0x30
      guard digit < 10 else { break }
      value = offset - start < 19 ? value &* 10 &+ UInt64(digit) : .max
      offset += 1
    }
    return Token(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: offset),
      key: value, kind: .digits, flags: flags, number: .none)
  }

  private func letters(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ flags: Token.Flags
  ) -> Token {
    var flags = flags
    if base[start] &- 0x41 < 26 { flags.insert(.startsCapital) }
    // Most words are ASCII, shorter than eight letters and not the last of a text.
    if start + 8 <= end {
      let block = LetterBlock(base + start)
      if block.count < 8, !block.goesOn {
        if block.hasCapital { flags.insert(.hasCapital) }
        return token(base, start, start + block.count, block.lowercased, flags)
      }
    }
    var offset = start
    var key: UInt64 = 0
    var shift: UInt64 = 0
    var previous: UInt8 = 0
    while offset < end {
      let byte = base[offset]
      var width = 1
      if byte < 0x80 {
        guard Self.isLetter(byte) else { break }
        if byte & 0x20 == 0 { flags.insert(.hasCapital) }
      } else {
        let scalar = UnsafeBufferPointer(start: base, count: end).scalar(at: offset)
        guard Self.isLetter(scalar.scalar) else { break }
        width = scalar.width
      }
      for _ in 0..<width {
        if shift < 64 {
          key |= UInt64(LowerCase.byte(base[offset], after: previous)) << shift
          shift += 8
        }
        previous = base[offset]
        offset += 1
      }
    }
    return token(base, start, offset, key, flags)
  }

  @inline(__always)
  private func token(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ key: UInt64, _ flags: Token.Flags
  ) -> Token {
    var token = Token(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), key: key,
      hash: WordKey.hash(key, end - start), kind: .letters, flags: flags, number: .none)
    if let number = numbers.table.value(of: token, in: base) { token.number = number }
    return token
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// Whether a scalar outside ASCII is a letter or a mark of one, by blocks: exact enough to tell
  /// words from punctuation and pictures.
  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x1FFF, 0x2C00...0x2DFF,
      0x3040...0xD7FF, 0xF900...0xFAFF, 0xFB00...0xFDFF, 0xFE70...0xFEFE, 0x1_0000...0x1_EFFF,
      0x2_0000...0x3_FFFF:
      true
    default: false
    }
  }
}
