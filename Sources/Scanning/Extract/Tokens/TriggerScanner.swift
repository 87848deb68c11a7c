internal import Model

/// Finds in one pass over the bytes the few places of a text that an extractor could start from.
///
/// Most of a text is neither near a digit nor near a word that starts anything; only windows around
/// the rest are cut into tokens and read. Eight bytes are classed at a time; each word costs one
/// look into a bitmap by its first eight letters, and only words that pass are looked up whole.
struct TriggerScanner: Sendable {
  /// A bit for each hash of the first eight letters of a word that starts something.
  private var keys = [UInt64](repeating: 0, count: 1 << 9)
  /// The same by the first three bytes, for words with letters outside ASCII.
  private var starts = [UInt64](repeating: 0, count: 1 << 9)
  private let words: WordTable<TextHints>
  private let numbers: NumberWords
  private let followers: WordTable<[Follower]>
  /// Five bits for each letter; 0 for what is none.
  private let codes: [UInt8]

  /// - Parameters:
  ///   - words: the words that start something, in lower case, and the hint each gives.
  ///   - followers: for words that do not start anything alone, what must stand right behind one of
  ///     them; see `Follower`.
  init(
    _ words: [(word: String, hint: TextHints)], followers: [String: [String]] = [:],
    numbers: NumberWords
  ) {
    var hints: [String: TextHints] = [:]
    for (word, hint) in words { hints[word, default: []].insert(hint) }
    codes = (0..<256).map { byte -> UInt8 in
      if byte >= 0x80 { return UInt8(byte & 0x1F) | 0x10 }
      return Tokenizer.isLetter(UInt8(byte)) ? UInt8(byte & 0x1F) : 0
    }
    for word in hints.keys {
      let bytes = Array(word.utf8.prefix(3)) + [0, 0]
      let hash =
        Int(codes[Int(bytes[0])]) | Int(codes[Int(bytes[1])]) << 5 | Int(codes[Int(bytes[2])]) << 10
      starts[hash >> 6] |= 1 << UInt64(hash & 63)
      let key = Self.hash(WordKey(lowercased: Array(word.utf8)).packed)
      keys[key >> 6] |= 1 << UInt64(key & 63)
    }
    self.words = WordTable(hints.map { ($0.key, $0.value) })
    self.followers = WordTable(followers.map { ($0.key, $0.value.map(Follower.init)) })
    self.numbers = numbers
  }

  /// So many digits and letters from `a` to `f` without a space are a hash.
  private static let hashLength = 48

  @inline(__always)
  private static func hash(_ letters: UInt64) -> Int {
    Int(truncatingIfNeeded: (letters &* 0x9E37_79B9_7F4A_7C15) >> 49)
  }

  /// The hints of `text`, with the windows to read in `windows`: in order, apart from each other,
  /// with white space or the text's end on both sides.
  func scan(_ text: UnsafeBufferPointer<UInt8>, into windows: inout [Range<Int>]) -> TextHints {
    windows.removeAll(keepingCapacity: true)
    guard let base = text.baseAddress else { return [] }
    return codes.withUnsafeBufferPointer { codes in
      starts.withUnsafeBufferPointer { starts in
        keys.withUnsafeBufferPointer { keys in
          var pass = Pass(
            base: base, count: text.count, codes: codes, starts: starts, keys: keys,
            pairs: numbers.pairs)
          swap(&pass.windows, &windows)
          pass.run(self)
          pass.close()
          swap(&pass.windows, &windows)
          return pass.hints
        }
      }
    }
  }

  /// One text on its way through.
  private struct Pass {
    let base: UnsafePointer<UInt8>
    let count: Int
    let codes: UnsafeBufferPointer<UInt8>
    let starts: UnsafeBufferPointer<UInt64>
    let keys: UnsafeBufferPointer<UInt64>
    let pairs: NumberPairs
    var windows: [Range<Int>] = []
    var hints: TextHints = []
    /// The end of the last hash seen: digits before it start nothing.
    var hashEnd = 0

    /// The high bit of every byte of `low` (below 0x80 each) that lies in `first` to `last`.
    @inline(__always)
    private static func within(_ low: UInt64, _ first: UInt8, _ last: UInt8) -> UInt64 {
      (low &+ ByteLanes.all(0x80 &- first)) & ~(low &+ ByteLanes.all(0x7F &- last))
        & ByteLanes.high
    }

    mutating func run(_ scanner: TriggerScanner) {
      var offset = 0
      // The classes of the byte before the eight.
      var letterCarry: UInt64 = 0
      var digitCarry: UInt64 = 0
      while offset < count {
        var block: UInt64
        if offset + 8 <= count {
          // In bounds by the test above.
          block = UInt64(
            littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
        } else {
          block = load(offset, count - offset)
        }
        let low = block & ~ByteLanes.high
        let wide = block & ByteLanes.high
        let letters = (Self.within(low | ByteLanes.all(0x20), 0x61, 0x7A) & ~wide) | wide
        let digits = Self.within(low, 0x30, 0x39) & ~wide
        // `$`, `.`, `:` and `@`.
        let symbols =
          ByteLanes.equal(block, 0x24) | ByteLanes.equal(block, 0x2E)
          | ByteLanes.equal(block, 0x3A) | ByteLanes.equal(block, 0x40)
        var found = letters & ~(letters << 8 | letterCarry)
        let digitStarts = digits & ~(digits << 8 | digitCarry)
        // Lead bytes of characters outside ASCII: 11xxxxxx.
        let leads = wide & (block << 1)
        letterCarry = letters >> 56
        digitCarry = digits >> 56
        while found != 0 {
          readWord(offset + found.trailingZeroBitCount / 8, scanner)
          found &= found &- 1
        }
        var rest = digitStarts | symbols | leads
        while rest != 0 {
          readOther(offset + rest.trailingZeroBitCount / 8, scanner)
          rest &= rest &- 1
        }
        offset += 8
      }
    }

    @inline(__always)
    private func code(_ offset: Int) -> Int { offset < count ? Int(codes[Int(base[offset])]) : 0 }

    @inline(__always)
    private mutating func readWord(_ offset: Int, _ scanner: TriggerScanner) {
      let block =
        offset + 8 <= count
        ? LetterBlock(base + offset) : LetterBlock(bytes: load(offset, count - offset))
      guard !block.goesOn else { return readForeign(offset, scanner) }
      let key = TriggerScanner.hash(block.lowercased)
      // Both bitmaps have a bit for each value of their hashes.
      if keys[key >> 6] & (1 << UInt64(key & 63)) != 0
        || block.count >= 6 && pairs.mayStart(block.lowercased)
      {
        let end = block.count < 8 ? offset + block.count : wordEnd(from: offset + 8, of: offset)
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

    /// Reads a word that may have letters outside ASCII.
    @inline(never)
    private mutating func readForeign(_ offset: Int, _ scanner: TriggerScanner) {
      let second = code(offset + 1)
      let third = second == 0 ? 0 : code(offset + 2)
      let hash = code(offset) | second << 5 | third << 10
      guard starts[hash >> 6] & (1 << UInt64(hash & 63)) != 0 else { return }
      let end = wordEnd(from: offset + 1, of: offset)
      readListed(offset, end, WordKey.pack(base + offset, end - offset), scanner)
    }

    @inline(never)
    private mutating func readListed(
      _ offset: Int, _ end: Int, _ packed: UInt64, _ scanner: TriggerScanner
    ) {
      let length = end - offset
      if let hint = scanner.words.value(packed: packed, base + offset, length) {
        if let followers = scanner.followers.value(packed: packed, base + offset, length),
          !followers.contains(where: { $0.stands(behind: end, of: offset, base, count) })
        {
          // A remark means something whatever follows it.
          if hint.contains(.remarks) { add(.remarks, offset, end) }
          return
        }
        add(hint, offset, end)
      } else if length >= 6, pairs.mayStart(packed),
        scanner.numbers.startsNumber(base + offset, length)
      {
        add(.numberWords, offset, end)
      }
    }

    private mutating func readOther(_ offset: Int, _ scanner: TriggerScanner) {
      switch base[offset] {
      case 0x30...0x39: readDigits(offset)
      case 0x40: add(.at, offset, offset + 1)
      case 0x24: add(.currency, offset, offset + 1)
      case 0x3A:
        if offset + 2 < count, base[offset + 1] == 0x2F, base[offset + 2] == 0x2F {
          add(.link, offset, offset + 3)
        }
      case 0x2E: readDot(offset)
      case 0xC2, 0xE2:
        add(.currency, in: [0xA3, 0xA5, 0x20AC, 0x20B1, 0x20B9], offset)
        readWordBehindPicture(offset, scanner)
      case 0xF0...:
        add(.platformWords, in: [0x1F47B, 0x1F4F7, 0x1F4F8], offset)
        readWordBehindPicture(offset, scanner)
      default: break
      }
    }

    private mutating func readDigits(_ offset: Int) {
      guard offset >= hashEnd else { return }
      var end = offset
      while end < count, base[end] &- 0x30 < 10 || base[end] &- 0x61 < 6 { end += 1 }
      // A hash; addresses of wallets have other letters among theirs or "0x" before them.
      if end - offset >= TriggerScanner.hashLength {
        hashEnd = end
        if offset < 2 || base[offset - 1] != 0x78 { return }
      }
      add(.digits, offset, offset + 1)
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
      guard offset > 0, offset + 1 < count else { return }
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

    private mutating func add(_ hint: TextHints, _ start: Int, _ end: Int) {
      hints.formUnion(hint)
      let reach = hint.reach
      if reach.behind == 0 { return }
      var lower = max(start - reach.before, 0)
      var upper = min(end + reach.behind, count)
      while let last = windows.last, last.upperBound >= lower {
        lower = min(lower, last.lowerBound)
        upper = max(upper, last.upperBound)
        windows.removeLast()
      }
      windows.append(lower..<upper)
    }

    /// Widens the windows to white space and joins those that meet.
    mutating func close() {
      var kept = 0
      for index in windows.indices {
        var lower = windows[index].lowerBound
        var upper = windows[index].upperBound
        let bound = kept > 0 ? windows[kept - 1].upperBound : 0
        while lower > bound, base[lower - 1] > 0x20 { lower -= 1 }
        while upper < count, base[upper] > 0x20 { upper += 1 }
        if kept > 0, lower <= windows[kept - 1].upperBound {
          windows[kept - 1] =
            windows[kept - 1].lowerBound..<max(upper, windows[kept - 1].upperBound)
        } else {
          windows[kept] = lower..<upper
          kept += 1
        }
      }
      windows.removeLast(windows.count - kept)
    }
  }
}
