/// The first five letters of two number words written without a space ("fivefive"), as a filter:
/// most words that are not so are told by one load.
struct NumberPairs: Sendable {
  /// A bit for each hash of five letters that a pair starts with.
  private let starts: FixedBuffer<UInt64>
  /// The first six letters of every pair, in lower case.
  let firstLetters: Set<[UInt8]>
  private static let size = 1 << 11

  /// - Parameter words: of which the first of a pair is one of three letters or more that is a
  ///   number by itself, and the second any of three or more.
  init(_ words: [(word: String, value: NumberWord)]) {
    let long = words.filter { $0.word.utf8.count >= 3 }
    let seconds = Set(long.flatMap { word in [1, 2].map { Array(word.word.utf8.prefix($0)) } })
    var starts = [UInt64](repeating: 0, count: Self.size)
    func add(_ letters: [UInt8]) {
      let hash = Self.hash(WordKey(lowercased: letters).packed)
      starts[hash >> 6] |= 1 << UInt64(hash & 63)
    }
    for first in long where first.value.trust > .onlyAmongOthers {
      let letters = Array(first.word.utf8.prefix(5))
      if letters.count == 5 { add(letters) }
      for second in seconds where letters.count + second.count == 5 { add(letters + second) }
    }
    self.starts = FixedBuffer(starts)
    let secondStarts = Set(
      long.flatMap { word in (1...3).map { Array(word.word.utf8.prefix($0)) } })
    firstLetters = Set(
      long.filter { $0.value.trust > .onlyAmongOthers }.flatMap { first in
        let letters = Array(first.word.utf8.prefix(6))
        return letters.count == 6
          ? [letters] : secondStarts.filter { letters.count + $0.count == 6 }.map { letters + $0 }
      })
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
