internal import Model

/// Finds in one pass over the bytes the few places of a text that an extractor could start from.
///
/// Most of a text is neither near a digit nor near a word that starts anything; only windows around
/// the rest are cut into tokens and read. The pass classes 64 bytes at a time; each word costs one
/// look into a bitmap by its first eight letters, and only words that pass are looked up whole.
final class TriggerScanner: Sendable {
  private let words: TriggerWords
  private let numbers: NumberWords
  private let loneNumbers = LoneNumbers()

  /// - Parameters:
  ///   - words: the words that start something, in lower case, and the hint each gives.
  ///   - followers: for words that do not start anything alone, what must stand right behind one of
  ///     them; see `Followers`.
  init(
    _ words: [(word: String, hint: TextHints)], followers: [String: [String]] = [:],
    numbers: NumberWords
  ) {
    self.words = TriggerWords(words, followers: followers)
    self.numbers = numbers
  }

  /// So many digits and letters from `a` to `f` without a space are a hash.
  private static let hashLength = 48
  /// A group may be read whole where so many bytes follow: words in it are loaded eight at a time.
  private static let groupReach = 72

  /// The hints of `text`, with the windows to read in `windows`: in order, apart from each other,
  /// with white space or the text's end on both sides.
  func scan(
    _ text: UnsafeBufferPointer<UInt8>, into windows: GrowingBuffer<TextWindow>
  ) -> TextHints {
    windows.removeAll()
    guard let base = text.baseAddress, text.count > 0 else { return [] }
    var pass = Pass(
      base: base, count: text.count, scanner: self, windows: windows,
      keys: words.keys.start, pairs: numbers.pairs.starts.start)
    pass.run()
    pass.close()
    return pass.hints
  }

  /// One text on its way through.
  private struct Pass {
    let base: UnsafePointer<UInt8>
    let count: Int
    // Both outlive the pass: `scan` holds them.
    unowned(unsafe) let scanner: TriggerScanner
    unowned(unsafe) let windows: GrowingBuffer<TextWindow>
    /// The bitmaps of the scanner's words and number words; remarks are left out once one was seen.
    var keys: UnsafePointer<UInt64>
    let pairs: UnsafePointer<UInt64>
    var hints: TextHints = []
    /// The end of the last hash seen: digits before it start nothing.
    var hashEnd = 0

    mutating func run() {
      var offset = 0
      // Whether the byte before the group is a letter, and whether it is a digit.
      var letterCarry: UInt64 = 0
      var digitCarry: UInt64 = 0
      while offset + TriggerScanner.groupReach <= count {
        read(UnsafeRawPointer(base + offset), at: offset, &letterCarry, &digitCarry)
        offset += 64
      }
      guard offset < count else { return }
      // The rest, below 72 bytes, with zeros behind it: all reads lie inside the copy.
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 144) { rest in
        guard let start = rest.baseAddress else { return }
        start.initialize(repeating: 0, count: 144)
        start.update(from: base + offset, count: count - offset)
        read(UnsafeRawPointer(start), at: offset, &letterCarry, &digitCarry)
        if offset + 64 < count {
          read(UnsafeRawPointer(start + 64), at: offset + 64, &letterCarry, &digitCarry)
        }
      }
    }

    /// Reads the 64 bytes from `start`, a copy of those at `offset`, with eight more behind them.
    @inline(__always)
    private mutating func read(
      _ start: UnsafeRawPointer, at offset: Int, _ letterCarry: inout UInt64,
      _ digitCarry: inout UInt64
    ) {
      let group = ByteGroup(start)
      let wordStarts = group.letters & ~(group.letters << 1 | letterCarry)
      let digitStarts = group.digits & ~(group.digits << 1 | digitCarry)
      letterCarry = group.letters >> 63
      digitCarry = group.digits >> 63
      if group.isWide {
        readWide(wordStarts, group.letters, start, offset)
      } else {
        readWords(wordStarts, group.letters, start, offset)
      }
      var rest = digitStarts | group.symbols
      while rest != 0 {
        readOther(offset + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }

    /// Whether bit `number` is set in a bitmap that has it.
    @inline(__always)
    private static func hasBit(_ bits: UnsafePointer<UInt64>, _ number: Int) -> Bool {
      bits[number >> 6] & (1 << UInt64(number & 63)) != 0
    }

    /// Reads the words of a group of ASCII.
    @inline(__always)
    private mutating func readWords(
      _ starts: UInt64, _ letters: UInt64, _ start: UnsafeRawPointer, _ offset: Int
    ) {
      var found = starts
      while found != 0 {
        let place = found.trailingZeroBitCount
        found &= found &- 1
        // Letters to the end of the group at most; the shift brings zeros in at the top.
        let length = (~(letters &>> UInt64(place))).trailingZeroBitCount
        let block =
          UInt64(littleEndian: start.loadUnaligned(fromByteOffset: place, as: UInt64.self))
          | ByteLanes.all(0x20)
        // Shifted by 8 times the letters that are missing; by nothing where there are eight.
        let packed = block & (UInt64.max &>> UInt64(64 - 8 * min(length, 8)))
        if place + length == 64, length < 8 {
          readAtEdge(offset + place)
        } else if Self.hasBit(keys, TriggerWords.hash(packed))
          || length >= 6 && Self.hasBit(pairs, NumberPairs.hash(packed))
        {
          let end = offset + place + length
          readListed(
            offset + place, length == 64 - place ? wordEnd(from: end, of: offset + place) : end,
            packed)
        }
      }
    }

    /// Reads the words and characters of a group with some outside ASCII.
    @inline(never)
    private mutating func readWide(
      _ starts: UInt64, _ letters: UInt64, _ start: UnsafeRawPointer, _ offset: Int
    ) {
      var found = starts
      while found != 0 {
        readAtEdge(offset + found.trailingZeroBitCount)
        found &= found &- 1
      }
      for place in 0..<min(64, count - offset) where base[offset + place] >= 0xC0 {
        readCharacter(offset + place)
      }
    }

    @inline(__always)
    private func code(_ offset: Int) -> UInt32 { offset < count ? LetterCode.of(base[offset]) : 0 }

    /// Reads a word that may go on outside its group, or in letters outside ASCII.
    @inline(never)
    private mutating func readAtEdge(_ offset: Int) {
      let block =
        offset + 8 <= count
        ? LetterBlock(base + offset) : LetterBlock(bytes: load(offset, count - offset))
      guard !block.goesOn else { return readForeign(offset) }
      if Self.hasBit(keys, TriggerWords.hash(block.lowercased))
        || block.count >= 6 && Self.hasBit(pairs, NumberPairs.hash(block.lowercased))
      {
        let end = block.count < 8 ? offset + block.count : wordEnd(from: offset + 8, of: offset)
        readListed(offset, end, block.lowercased)
      }
    }

    /// The first `length` bytes from `offset`, below eight, the first lowest.
    private func load(_ offset: Int, _ length: Int) -> UInt64 {
      var bytes: UInt64 = 0
      for index in 0..<length { bytes |= UInt64(base[offset + index]) << UInt64(8 * index) }
      return bytes
    }

    /// Where the word that starts at `start` ends, at `offset` or behind.
    private func wordEnd(from offset: Int, of start: Int) -> Int {
      var end = offset
      while end < count, end < start + 128, code(end) != 0, !Self.leadsPicture(base[end]) {
        end += 1
      }
      return end
    }

    /// Reads a word that has letters outside ASCII.
    private mutating func readForeign(_ offset: Int) {
      let second = offset + 1 < count ? base[offset + 1] : 0
      let third = LetterCode.of(second) != 0 && offset + 2 < count ? base[offset + 2] : 0
      guard
        scanner.words.starts.hasBit(TriggerWords.startHash(base[offset], second, third))
      else { return }
      let end = wordEnd(from: offset + 1, of: offset)
      readListed(offset, end, WordKey.pack(base + offset, end - offset))
    }

    @inline(never)
    private mutating func readListed(_ offset: Int, _ end: Int, _ packed: UInt64) {
      if let hint = scanner.words.hint(packed: packed, offset, end, base, count) {
        let isWeak = hint == .numberWords && isSmallNumber(offset, end, packed)
        if !hint.isEmpty { add(hint, offset, end, digits: 1, isWeak: isWeak) }
      } else if end - offset >= 6, scanner.numbers.pairs.mayStart(packed),
        scanner.numbers.startsNumber(base + offset, end - offset)
      {
        add(.numberWords, offset, end)
      }
    }

    /// Whether a word for 0 to 9 stands where a number says nothing alone.
    private func isSmallNumber(_ offset: Int, _ end: Int, _ packed: UInt64) -> Bool {
      let word = scanner.numbers.word(packed: packed, base + offset, end - offset)
      return word.kind == .digit
        && scanner.loneNumbers.isWeak(offset, end, .oneDigit, base, count)
    }

    private mutating func readOther(_ offset: Int) {
      // Symbols may be others than those asked for, and lie behind the end.
      guard offset < count else { return }
      switch base[offset] {
      case 0x30...0x39: readDigits(offset)
      case 0x40: add(.at, offset, offset + 1)
      case 0x24: add(.currency, offset, offset + 1)
      case 0x2E: readDot(offset)
      default: break
      }
    }

    /// Reads a character outside ASCII that may be a sign, and the word behind it.
    private mutating func readCharacter(_ offset: Int) {
      switch base[offset] {
      case 0xC2, 0xE2:
        add(.currency, in: [0xA3, 0xA5, 0x20AC, 0x20B1, 0x20B9], offset)
        readWordBehindPicture(offset)
      case 0xF0...:
        add(.platformWords, in: [0x1F47B, 0x1F4F7, 0x1F4F8], offset)
        readWordBehindPicture(offset)
      default: break
      }
    }

    private mutating func readDigits(_ offset: Int) {
      guard offset >= hashEnd else { return }
      var digitEnd = offset
      while digitEnd < count, base[digitEnd] &- 0x30 < 10 { digitEnd += 1 }
      var end = digitEnd
      while end < count, base[end] &- 0x30 < 10 || base[end] &- 0x61 < 6 { end += 1 }
      // A hash; addresses of wallets have other letters among theirs or "0x" before them.
      if end - offset >= TriggerScanner.hashLength {
        hashEnd = end
        if offset < 2 || base[offset - 1] != 0x78 { return }
      }
      if LoneNumbers.isUnwanted(offset, digitEnd, base, count) { return }
      var run = end
      while run < count, run < offset + 24, base[run] &- 0x30 < 10 || code(run) != 0 { run += 1 }
      let hint: TextHints = run >= offset + 24 ? [.digits, .longRuns] : .digits
      add(
        hint, offset, offset + 1, digits: digitEnd - offset,
        isWeak: hint == .digits && digitEnd < offset + 5
          && scanner.loneNumbers.isWeak(
            offset, digitEnd, LoneNumbers.kind(offset, digitEnd, base), base, count)
      )
    }

    /// Whether characters that start with `byte` are mostly symbols and emoji.
    private static func leadsPicture(_ byte: UInt8) -> Bool { byte == 0xE2 || byte >= 0xF0 }

    /// Reads the word right behind a picture, which the classes of bytes take for its letters.
    private mutating func readWordBehindPicture(_ offset: Int) {
      let next = offset + (base[offset] >= 0xF0 ? 4 : base[offset] >= 0xE0 ? 3 : 2)
      if next < count, Tokenizer.isLetter(base[next]) { readAtEdge(next) }
    }

    private mutating func add(_ hint: TextHints, in scalars: [UInt32], _ offset: Int) {
      let (scalar, width) = UnsafeBufferPointer(start: base, count: count).scalar(at: offset)
      if scalars.contains(scalar) { add(hint, offset, offset + width) }
    }

    private mutating func readDot(_ offset: Int) {
      guard offset > 0, offset + 1 < count, base[offset + 1] > 0x20 else { return }
      if base[offset - 1] == 0x5B || base[offset - 1] == 0x28 {
        add(.emailWords, offset, offset + 1)
        return
      }
      guard code(offset - 1) != 0 || base[offset - 1] &- 0x30 < 10 else { return }
      var end = offset + 1
      while end < count, end < offset + 20, code(end) != 0 { end += 1 }
      if end > offset + 1,
        TopLevelDomains.table.value(base + offset + 1, end - offset - 1) != nil
      {
        add(.innerDot, offset, end)
      }
    }

    private mutating func add(
      _ hint: TextHints, _ start: Int, _ end: Int, digits: Int = 0, isWeak: Bool = false
    ) {
      hints.formUnion(hint)
      if hint.contains(.remarks) { keys = scanner.words.keysBesideRemarks.start }
      let reach = hint.reach
      if reach.behind == 0 { return }
      var window = TextWindow(
        lower: max(start - reach.before, 0), upper: min(end + reach.behind, count), hints: hint,
        isWeak: isWeak, digits: digits)
      // In bounds: the list is not empty where its last element is read.
      while windows.count > 0, windows.start[windows.count - 1].upper >= window.lower {
        let last = windows.start[windows.count - 1]
        window.lower = min(window.lower, last.lower)
        window.upper = max(window.upper, last.upper)
        window.hints.formUnion(last.hints)
        // Seven digits may be a telephone number with words among them.
        window.digits += last.digits
        window.isWeak = window.isWeak && last.isWeak && window.digits < 7
        windows.shorten(to: windows.count - 1)
      }
      windows.append(window)
    }

    /// Drops weak windows, widens the others to white space and joins those that meet.
    mutating func close() {
      var kept = 0
      for index in 0..<windows.count where !windows.start[index].isWeak {
        var window = windows.start[index]
        let bound = kept > 0 ? windows.start[kept - 1].upper : 0
        while window.lower > bound, base[window.lower - 1] > 0x20 { window.lower -= 1 }
        while window.upper < count, base[window.upper] > 0x20 { window.upper += 1 }
        if kept > 0, window.lower <= windows.start[kept - 1].upper {
          windows.start[kept - 1].upper = max(window.upper, windows.start[kept - 1].upper)
          windows.start[kept - 1].hints.formUnion(window.hints)
        } else {
          windows.start[kept] = window
          kept += 1
        }
      }
      windows.shorten(to: kept)
    }
  }
}
