internal import CTextStarts
internal import Model

/// Finds in one pass over the bytes the few places of a text that an extractor could start from.
///
/// Most of a text is neither near a digit nor near a word that starts anything; only windows around
/// the rest are cut into tokens and read. `ts_find` finds digits, signs and the words that a bitmap
/// knows by their first eight letters; those are looked up whole here.
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
    self.words = TriggerWords(words, followers: followers, pairs: numbers.pairs)
    self.numbers = numbers
  }

  /// So many digits and letters from `a` to `f` without a space are a hash.
  private static let hashLength = 48
  /// Bytes whose starts are looked for at a time.
  private static let stretch = 1024

  /// The hints of `text`, with the windows to read in `windows`: in order, apart from each other,
  /// with white space or the text's end on both sides.
  ///
  /// - Parameter starts: memory to use.
  func scan(
    _ text: UnsafeBufferPointer<UInt8>, into windows: GrowingBuffer<TextWindow>,
    starts: GrowingBuffer<UInt32>
  ) -> TextHints {
    windows.removeAll()
    guard let base = text.baseAddress, text.count > 0 else { return [] }
    var pass = Pass(
      base: base, count: text.count, windows: windows, loneNumbers: loneNumbers.reader,
      words: words.words.start,
      wordsBesideRemarks: words.wordsBesideRemarks.start)
    pass.run(starts.resize(to: Self.stretch + 1), self)
    pass.close()
    return pass.hints
  }

  /// One text on its way through.
  private struct Pass {
    let base: UnsafePointer<UInt8>
    let count: Int
    // Outlives the pass: `scan` holds it. The scanner goes as an argument, which needs no counting
    // of references.
    unowned(unsafe) let windows: GrowingBuffer<TextWindow>
    let loneNumbers: LoneNumbers.Reader
    /// The bitmap of words; remarks are left out once one was seen.
    var words: UnsafePointer<UInt64>
    let wordsBesideRemarks: UnsafePointer<UInt64>
    var hints: TextHints = []
    var hasRemark = false
    /// The end of the last hash seen: digits before it start nothing.
    var hashEnd = 0

    /// - Parameter starts: room for all starts of a stretch.
    mutating func run(_ starts: UnsafeMutablePointer<UInt32>, _ scanner: TriggerScanner) {
      var offset = 0
      while offset < count {
        let length = min(TriggerScanner.stretch, count - offset)
        let found = ts_find(base, count, offset, length, words, starts)
        for index in 0..<found { read(Int(starts[index]), scanner) }
        offset += length
      }
    }

    /// Reads what starts at `offset`, a place that `ts_find` found.
    @inline(__always)
    private mutating func read(_ offset: Int, _ scanner: TriggerScanner) {
      let byte = base[offset]
      if Tokenizer.isLetter(byte) {
        readWord(offset, scanner)
      } else if byte < 0x80 {
        readOther(offset, scanner)
      } else {
        if offset == 0 || base[offset - 1] < 0x80 && !Tokenizer.isLetter(base[offset - 1]) {
          readForeign(offset, scanner)
        }
        readCharacter(offset, scanner)
      }
    }

    @inline(__always)
    private func code(_ offset: Int) -> UInt32 { offset < count ? LetterCode.of(base[offset]) : 0 }

    /// Reads a word that starts with an ASCII letter.
    private mutating func readWord(_ offset: Int, _ scanner: TriggerScanner) {
      let block =
        offset + 8 <= count
        ? LetterBlock(base + offset) : LetterBlock(bytes: load(offset, count - offset))
      guard !block.goesOn else { return readForeign(offset, scanner) }
      let end =
        block.count < 8 ? offset + block.count : wordEnd(from: offset + 8, of: offset)
      if scanner.words.mayStart(
        packed: block.lowercased, end, base, count, besideRemarks: hasRemark)
      {
        readListed(offset, end, block.lowercased, scanner)
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
    private mutating func readForeign(_ offset: Int, _ scanner: TriggerScanner) {
      let end = wordEnd(from: offset + 1, of: offset)
      let second = offset + 1 < end ? base[offset + 1] : 0
      let third = offset + 2 < end ? base[offset + 2] : 0
      guard
        scanner.words.starts.hasBit(TriggerWords.startHash(base[offset], second, third))
      else { return }
      readListed(offset, end, WordKey.pack(base + offset, end - offset), scanner)
    }

    @inline(never)
    private mutating func readListed(
      _ offset: Int, _ end: Int, _ packed: UInt64, _ scanner: TriggerScanner
    ) {
      if let hint = scanner.words.hint(packed: packed, offset, end, base, count) {
        let isWeak = hint == .numberWords && isSmallNumber(offset, end, packed, scanner)
        // "Fifty" and "double" stand for two digits.
        if !hint.isEmpty {
          let isNumber = hint.contains(.numberWords)
          add(hint, offset, end, digits: isNumber ? 2 : 0, runs: isNumber ? 1 : 0, isWeak: isWeak)
        }
      } else if end - offset >= 6, scanner.numbers.pairs.mayStart(packed),
        scanner.numbers.startsNumber(base + offset, end - offset)
      {
        add(.numberWords, offset, end, digits: (end - offset) / 3, runs: 2)
      }
    }

    /// Whether a word for 0 to 9 stands where a number says nothing alone.
    private func isSmallNumber(
      _ offset: Int, _ end: Int, _ packed: UInt64, _ scanner: TriggerScanner
    ) -> Bool {
      let word = scanner.numbers.word(packed: packed, base + offset, end - offset)
      return word.kind == .digit
        && loneNumbers.isWeak(offset, end, .oneDigit, base, count)
    }

    private mutating func readOther(_ offset: Int, _ scanner: TriggerScanner) {
      switch base[offset] {
      case 0x30...0x39: readDigits(offset, scanner)
      case 0x40: add(.at, offset, offset + 1)
      case 0x24: add(.currency, offset, offset + 1)
      case 0x2E: readDot(offset)
      default: break
      }
    }

    /// Reads a character outside ASCII that may be a sign, and the word behind it.
    private mutating func readCharacter(_ offset: Int, _ scanner: TriggerScanner) {
      switch base[offset] {
      case 0xC2, 0xE2:
        add(.currency, in: [0xA3, 0xA5, 0x20AC, 0x20B1, 0x20B9], offset)
        readWordBehindPicture(offset, scanner)
      case 0xF0...:
        add(.platformWords, in: [0x1F47B, 0x1F4F7, 0x1F4F8], offset)
        readWordBehindPicture(offset, scanner)
      default: break
      }
    }

    private mutating func readDigits(_ offset: Int, _ scanner: TriggerScanner) {
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
        hint, offset, offset + 1, digits: digitEnd - offset + keyedLetters(digitEnd), runs: 1,
        isWeak: hint == .digits && digitEnd < offset + 7
          && loneNumbers.isWeak(
            offset, digitEnd, LoneNumbers.kind(offset, digitEnd, base), base, count)
      )
    }

    /// How many letters on keys may stand behind digits that end at `end`: "800-".
    private func keyedLetters(_ end: Int) -> Int {
      end + 1 < count && base[end] == 0x2D && base[end + 1] &- 0x41 < 26 ? 7 : 0
    }

    /// Whether characters that start with `byte` are mostly symbols and emoji.
    private static func leadsPicture(_ byte: UInt8) -> Bool { byte == 0xE2 || byte >= 0xF0 }

    /// Reads the word right behind a picture, which the classes of bytes take for its letters.
    private mutating func readWordBehindPicture(_ offset: Int, _ scanner: TriggerScanner) {
      let next = offset + (base[offset] >= 0xF0 ? 4 : base[offset] >= 0xE0 ? 3 : 2)
      if next < count, Tokenizer.isLetter(base[next]) { readWord(next, scanner) }
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
      guard end > offset + 1,
        let kind = TopLevelDomains.table.value(base + offset + 1, end - offset - 1)
      else { return }
      // "end.In" is no host, unless more tells so.
      let isCapital = base[offset + 1] &- 0x41 < 26 && base[offset - 1] &- 0x61 < 26
      if kind == .plain && !isCapital || goesOnAsHost(end) || startsWithWWW(offset) {
        add(.innerDot, offset, end)
      }
    }

    /// Whether a path or another label follows a domain that ends at `end`.
    private func goesOnAsHost(_ end: Int) -> Bool {
      guard end + 1 < count else { return false }
      return base[end] == 0x2F || base[end] == 0x2D || base[end] == 0x2E && code(end + 1) != 0
    }

    /// Whether the name before the dot at `offset` starts with "www".
    private func startsWithWWW(_ offset: Int) -> Bool {
      var start = offset
      while start > 0, start > offset - 64,
        code(start - 1) != 0 || base[start - 1] &- 0x30 < 10 || base[start - 1] == 0x2D
          || base[start - 1] == 0x2E
      { start -= 1 }
      return start + 3 < offset && (start..<start + 3).allSatisfy { base[$0] | 0x20 == 0x77 }
    }

    private mutating func add(
      _ hint: TextHints, _ start: Int, _ end: Int, digits: Int = 0, runs: Int = 0,
      isWeak: Bool = false
    ) {
      hints.formUnion(hint)
      if hint.contains(.remarks) {
        words = wordsBesideRemarks
        hasRemark = true
      }
      let reach = hint.reach
      if reach.behind == 0 { return }
      var window = TextWindow(
        lower: max(start - reach.before, 0), upper: min(end + reach.behind, count), hints: hint,
        isWeak: isWeak, digits: digits, runs: runs)
      // In bounds: the list is not empty where its last element is read.
      while windows.count > 0, windows.start[windows.count - 1].upper >= window.lower {
        let last = windows.start[windows.count - 1]
        window.lower = min(window.lower, last.lower)
        window.upper = max(window.upper, last.upper)
        window.hints.formUnion(last.hints)
        // Seven digits may be a telephone number with words among them.
        window.digits += last.digits
        window.runs += last.runs
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
          windows.start[kept - 1].digits += window.digits
          windows.start[kept - 1].runs += window.runs
        } else {
          windows.start[kept] = window
          kept += 1
        }
      }
      windows.shorten(to: kept)
    }
  }
}
