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
    let end = range.upperBound
    var flags: UInt8 = 0
    if offset == 0 {
      flags = Self.afterSpace | Self.lineStart
    } else if list.count == 0 || Int(list.tokens[list.count - 1].end) != offset {
      flags = Token.Flags.afterGap.rawValue
    }
    // Every token has a byte, so that there is room for all. Every read is below `end`, and scalars
    // are whole inside a valid text.
    var next = list.reserve(end - offset)
    while offset < end {
      let byte = base[offset]
      if byte <= 0x20 {
        flags |= byte == 0x0A ? Self.afterSpace | Self.lineStart : Self.afterSpace
        offset += 1
        continue
      }
      let start = offset
      if Self.isLetter(byte) {
        offset = letters(base, start, end, flags, into: next)
      } else if byte &- 0x30 < 10 {
        var value: UInt64 = 0
        repeat {
          value = offset - start < 19 ? value &* 10 &+ UInt64(base[offset] &- 0x30) : .max
          offset += 1
        } while offset < end && base[offset] &- 0x30 < 10
        Self.put(start, offset, value, .digits, flags, into: next)
      } else if byte < 0x80 {
        offset += 1
        Self.put(start, offset, UInt64(byte), .symbol, flags, into: next)
      } else {
        let (scalar, width) = text.scalar(at: offset)
        if Self.isLetter(scalar) {
          let unitEnd = Self.unitEnd(base, start, end, scalar, width)
          offset = letters(base, start, unitEnd ?? end, flags, into: next)
        } else {
          offset += width
          Self.put(start, offset, UInt64(scalar), .picture, flags, into: next)
        }
      }
      next += 1
      flags = 0
    }
    list.end(at: next)
  }

  private static let afterSpace = Token.Flags.afterSpace.rawValue
  private static let lineStart = Token.Flags.lineStart.rawValue

  @inline(__always)
  private static func put(
    _ start: Int, _ end: Int, _ key: UInt64, _ kind: Token.Kind, _ flags: UInt8,
    into token: UnsafeMutablePointer<Token>
  ) {
    token.initialize(
      to: Token(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), key: key,
        kind: kind, flags: Token.Flags(rawValue: flags), number: .none))
  }

  /// Writes the token of the letters from `start` on.
  ///
  /// - Returns: where they end.
  @inline(__always)
  private func letters(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ before: UInt8,
    into token: UnsafeMutablePointer<Token>
  ) -> Int {
    var flags = before
    if base[start] &- 0x41 < 26 { flags |= Token.Flags.startsCapital.rawValue }
    var offset = start
    var key: UInt64 = 0
    // Most words are ASCII, shorter than eight letters and not the last of a text.
    if start + 8 <= end {
      let block = LetterBlock(base + start)
      if block.count < 8, !block.goesOn {
        key = block.lowercased
        offset += block.count
        if block.hasCapital { flags |= Token.Flags.hasCapital.rawValue }
      }
    }
    if offset == start {
      let long = longLetters(base, start, end)
      key = long.key
      offset = long.end
      if long.hasCapital { flags |= Token.Flags.hasCapital.rawValue }
    }
    let hash = WordKey.hash(key, offset - start)
    token.initialize(
      to: Token(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: offset),
        key: key, hash: hash, kind: .letters, flags: Token.Flags(rawValue: flags), number: .none))
    if numbers.table.mayHold(hash),
      let number = numbers.table.value(of: token.pointee, in: base)
    {
      token.pointee.number = number
    }
    return offset
  }

  @inline(never)
  private func longLetters(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (key: UInt64, end: Int, hasCapital: Bool) {
    var offset = start
    var key: UInt64 = 0
    var shift: UInt64 = 0
    var hasCapital = false
    // Eight letters at a time as far as they are ASCII.
    while offset + 8 <= end {
      let block = LetterBlock(base + offset)
      if block.hasCapital { hasCapital = true }
      if shift == 0 { key = block.lowercased }
      shift += UInt64(8 * block.count)
      offset += block.count
      if block.count < 8 {
        if block.goesOn { break }
        return (key, offset, hasCapital)
      }
    }
    var previous = offset > start ? base[offset - 1] : 0
    while offset < end {
      let byte = base[offset]
      var width = 1
      if byte < 0x80 {
        guard Self.isLetter(byte) else { break }
        if byte & 0x20 == 0 { hasCapital = true }
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
    return (key, offset, hasCapital)
  }

  /// Where the unit ends that starts with `scalar` right behind a digit and that other words follow
  /// without a space, as scripts without spaces have it: "22岁女孩", "25歳です", "800元一小时". Nil where
  /// none starts or the word for a limit follows years of age: "18岁以上".
  private static func unitEnd(
    _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ scalar: UInt32, _ width: Int
  ) -> Int? {
    guard scalar >= 0x4E07, start > 0, base[start - 1] &- 0x30 < 10 else { return nil }
    let text = UnsafeBufferPointer(start: base, count: end)
    let next = start + width
    guard next < end, base[next] >= 0x80 else { return nil }
    let (first, firstWidth) = text.scalar(at: next)
    switch scalar {
    // 岁, 歲, 歳, 살
    case 0x5C81, 0x6B72, 0x6B73, 0xC0B4:
      return isLimit(first, text, next + firstWidth) ? nil : next
    // 元, 円, 원
    case 0x5143, 0x5186, 0xC6D0: return next
    // 块, 块钱
    case 0x5757: return first == 0x94B1 ? next + firstWidth : next
    // 万元, 만원
    case 0x4E07 where first == 0x5143, 0xB9CC where first == 0xC6D0: return next + firstWidth
    default: return nil
    }
  }

  /// Whether `scalar`, behind which the rest starts at `next`, starts a word that makes a limit of an
  /// age.
  private static func isLimit(
    _ scalar: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ next: Int
  ) -> Bool {
    switch scalar {
    // 以上, 未満, 起, 至, 到, 内, 左右, まで, から
    case 0x4EE5, 0x672A, 0x8D77, 0x81F3, 0x5230, 0x5185, 0x5DE6, 0x307E, 0x304B: return true
    case 0xC774:
      // 이상, 이하, 이내 are limits; 이에요, 이고 and the like say "is".
      guard next < text.count, text[next] >= 0x80 else { return false }
      let second = text.scalar(at: next).scalar
      return second == 0xC0C1 || second == 0xD558 || second == 0xB0B4
    default: return false
    }
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
