/// The first five letters of two number words written without a space ("fivefive"), as a filter:
/// most words that are not so are told by one load.
struct NumberPairs: Sendable {
  /// A bit for each hash of five letters that a pair starts with.
  private let starts: FixedBuffer<UInt64>
  /// The first six letters of every pair in lower case, the first lowest.
  let firstLetters: Set<UInt64>
  private static let size = 1 << 11

  /// - Parameter words: of which the first of a pair is one of three letters or more that is a
  ///   number by itself, and the second any of three or more.
  init(_ words: [(word: String, value: NumberWord)]) {
    let long = words.filter { $0.word.utf8.count >= 3 }.map { word, value in
      (key: WordKey(lowercased: word.utf8), isFirst: value.trust > .onlyAmongOthers)
    }
    /// By how many, the first letters of words.
    var beginnings = [Set<UInt64>](repeating: [], count: 4)
    for word in long {
      for count in 1...3 { beginnings[count].insert(Self.first(count, of: word.key.packed)) }
    }
    /// The first `count` letters of all pairs.
    func pairs(_ count: Int) -> Set<UInt64> {
      var pairs: Set<UInt64> = []
      for (first, isFirst) in long where isFirst {
        if first.byteCount >= count {
          pairs.insert(Self.first(count, of: first.packed))
        } else {
          for second in beginnings[count - first.byteCount] {
            pairs.insert(first.packed | second << UInt64(8 * first.byteCount))
          }
        }
      }
      return pairs
    }
    var starts = [UInt64](repeating: 0, count: Self.size)
    for letters in pairs(5) {
      let hash = Self.hash(letters)
      starts[hash >> 6] |= 1 << UInt64(hash & 63)
    }
    self.starts = FixedBuffer(starts)
    firstLetters = pairs(6)
  }

  /// The first `count` of packed letters.
  private static func first(_ count: Int, of packed: UInt64) -> UInt64 {
    packed & (1 << UInt64(8 * count) - 1)
  }

  /// False for most words that no pair of number words starts.
  ///
  /// - Parameter packed: at least five letters in lower case, the first lowest.
  @inline(__always)
  func mayStart(_ packed: UInt64) -> Bool {
    starts.hasBit(Self.hash(packed))
  }

  /// A bit of `starts` for the first five letters.
  @inline(__always)
  private static func hash(_ letters: UInt64) -> Int {
    Int(truncatingIfNeeded: ((letters & 0xFF_FFFF_FFFF) &* 0x9E37_79B9_7F4A_7C15) >> 47)
  }
}
