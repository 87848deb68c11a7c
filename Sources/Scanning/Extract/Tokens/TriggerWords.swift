internal import CTextStarts

/// The words that start something, with the hint each gives and what must stand behind it.
final class TriggerWords: Sendable {
  /// What a word of the table means.
  struct Entry: Sendable {
    var hint: TextHints
    /// Index into `followers`; -1 where the word needs none.
    var followers: Int
  }

  private let table: WordTable<Entry>
  private let followers: FixedBuffer<Followers>
  /// A bit for each word and each pair of number words, as `ts_find` asks for.
  let words: FixedBuffer<UInt64>
  /// The same without the words that are nothing but remarks.
  let wordsBesideRemarks: FixedBuffer<UInt64>
  /// The same without the words that must have something behind them, and those with the two bytes
  /// behind them, by `ts_behind`.
  private let free: FixedBuffer<UInt64>
  private let freeBesideRemarks: FixedBuffer<UInt64>
  private let behind: FixedBuffer<UInt64>
  /// A bit for the first three bytes of every word, for words with letters outside ASCII.
  let starts: FixedBuffer<UInt64>

  /// - Parameters:
  ///   - words: in lower case; a word may come with several hints.
  ///   - followers: for words that start nothing alone, what must stand behind one of them.
  ///   - pairs: number words without a space between them.
  init(
    _ words: [(word: String, hint: TextHints)], followers: [String: [String]], pairs: NumberPairs
  ) {
    var hints: [String: TextHints] = [:]
    for (word, hint) in words { hints[word, default: []].insert(hint) }
    var (all, starts) = (Bitmap(bitCount: 1 << Int(TS_HASH_BITS)), Bitmap(bitCount: 1 << 15))
    all.insert(0)
    for letters in pairs.firstLetters { all.insert(Int(ts_hash(letters))) }
    var (besideRemarks, free, freeBesideRemarks) = (all, all, all)
    var behind = Bitmap(bitCount: 1 << Int(TS_HASH_BITS))
    var lists: [Followers] = []
    // Names of days and the like have the same behind them.
    var known: [[String]: (list: Int, starts: [(first: UInt8, second: UInt8)]?)] = [:]
    var entries: [(word: String, value: Entry)] = []
    for (word, hint) in hints.sorted(by: { $0.key < $1.key }) {
      let bytes = Array(word.utf8)
      starts.insert(
        Self.startHash(
          bytes[0], bytes.count > 1 ? bytes[1] : 0, bytes.count > 2 ? bytes[2] : 0))
      let hash = Self.hash(bytes)
      all.insert(hash)
      if hint != .remarks { besideRemarks.insert(hash) }
      var entry = Entry(hint: hint, followers: -1)
      var needed: [(first: UInt8, second: UInt8)]?
      if let texts = followers[word] {
        if let same = known[texts] {
          (entry.followers, needed) = same
        } else {
          entry.followers = lists.count
          lists.append(Followers(texts))
          let standsAlone = texts.contains { $0.isEmpty || $0 == "^" }
          needed = standsAlone ? nil : Followers.starts(of: texts)
          known[texts] = (entry.followers, needed)
        }
      }
      if hint.contains(.remarks) { free.insert(hash) }
      if let needed {
        for (first, second) in needed {
          behind.insert(Int(ts_behind(UInt32(hash), first, second)))
        }
      } else if hint != .remarks {
        free.insert(hash)
        freeBesideRemarks.insert(hash)
      }
      entries.append((word, entry))
    }
    table = WordTable(entries)
    self.followers = FixedBuffer(lists)
    self.words = FixedBuffer(all.words)
    wordsBesideRemarks = FixedBuffer(besideRemarks.words)
    self.free = FixedBuffer(free.words)
    self.freeBesideRemarks = FixedBuffer(freeBesideRemarks.words)
    self.behind = FixedBuffer(behind.words)
    self.starts = FixedBuffer(starts.words)
  }

  /// A set of small numbers on its way.
  private struct Bitmap {
    private(set) var words: [UInt64]

    init(bitCount: Int) { words = [UInt64](repeating: 0, count: bitCount / 64) }

    mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }
  }

  private static func hash(_ letters: [UInt8]) -> Int {
    Int(ts_hash(WordKey(lowercased: letters.prefix(Int(TS_LETTERS))).packed))
  }

  /// A number below 32768 for the first three bytes of a word in any case.
  @inline(__always)
  static func startHash(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    Int(LetterCode.of(first) | LetterCode.of(second) << 5 | LetterCode.of(third) << 10)
  }

  /// False for most words of the bitmaps that have nothing behind them that they must have.
  ///
  /// - Parameters:
  ///   - packed: the first eight letters, all of them ASCII, in lower case.
  ///   - end: where the word ends.
  ///   - besideRemarks: whether remarks start nothing.
  @inline(__always)
  func mayStart(
    packed: UInt64, _ end: Int, _ text: UnsafePointer<UInt8>, _ count: Int, besideRemarks: Bool
  ) -> Bool {
    let hash = ts_hash(packed & (1 << (8 * UInt64(TS_LETTERS)) - 1))
    if (besideRemarks ? freeBesideRemarks : free).hasBit(Int(hash)) { return true }
    let first = end < count ? text[end] : 0
    let second = end + 1 < count ? text[end + 1] : 0
    return behind.hasBit(Int(ts_behind(hash, first, second)))
      || behind.hasBit(Int(ts_behind(hash, first, 0)))
  }

  /// The hint that the word in bytes `start..<end` of `text` gives where it stands; nil if it is not
  /// in the table, none if what it needs does not follow.
  ///
  /// - Parameter packed: its first eight bytes in lower case.
  func hint(
    packed: UInt64, _ start: Int, _ end: Int, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> TextHints? {
    guard let entry = table.value(packed: packed, text + start, end - start) else { return nil }
    // In bounds: indices are those of the lists that init made.
    if entry.followers >= 0,
      !followers.start[entry.followers].stand(behind: end, of: start, text, count)
    {
      // A remark means something whatever follows it.
      return entry.hint.intersection(.remarks)
    }
    return entry.hint
  }
}
