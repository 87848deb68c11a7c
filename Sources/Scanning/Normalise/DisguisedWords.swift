/// Decides which letters of other scripts in a text stand for ASCII letters.
///
/// A word that mixes scripts is a disguise: its look-alikes are folded. A word wholly of strong
/// look-alikes is one only in a text that has no genuine word of another script; so Russian stays
/// Russian and a lone disguised word in English does not.
struct DisguisedWords {
  /// Half-open byte ranges of the words to fold, in order.
  private var words: [(range: Range<Int>, mixed: Bool)] = []
  private var hasGenuineWord = false

  /// Reads all words of `text`, which is valid UTF-8.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var word = Word(start: 0)
    var offset = 0
    while offset < text.count {
      let (scalar, width) = text.scalar(at: offset)
      if !word.add(scalar) {
        close(word, at: offset)
        word = Word(start: offset + width)
      }
      offset += width
    }
    close(word, at: text.count)
  }

  /// The ASCII letter that the foreign letter at byte `offset` stands for; nil where it is genuine.
  func letter(for scalar: UInt32, at offset: Int) -> UInt8? {
    guard let entry = LookAlikes.foreign[scalar] else { return nil }
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low < words.count, words[low].range.contains(offset) else { return nil }
    return words[low].mixed || !hasGenuineWord ? entry.letter : nil
  }

  private mutating func close(_ word: Word, at end: Int) {
    guard word.foreign > 0 else { return }
    if word.latin > 0 || (word.digits > 0 && word.foreign == word.strong) {
      words.append((word.start..<end, true))
    } else if word.foreign == word.strong {
      words.append((word.start..<end, false))
    } else if word.foreign > word.strong + word.weak {
      hasGenuineWord = true
    }
  }

  /// Counts of the letters of one word.
  private struct Word {
    let start: Int
    var latin = 0
    var digits = 0
    var foreign = 0
    var strong = 0
    var weak = 0

    init(start: Int) { self.start = start }

    /// False if the scalar ends the word.
    mutating func add(_ scalar: UInt32) -> Bool {
      if scalar < 0x80 {
        if (0x30...0x39).contains(scalar) { digits += 1; return true }
        guard LookAlikes.isLatinLetter(scalar) else { return false }
        latin += 1
        return true
      }
      if LookAlikes.isForeignLetter(scalar) {
        foreign += 1
        switch LookAlikes.foreign[scalar]?.alike {
        case .strong: strong += 1
        case .weak: weak += 1
        case nil: break
        }
        return true
      }
      if LookAlikes.isLatinLetter(scalar) {
        latin += 1
        return true
      }
      // Marks and invisible characters do not end a word; styled ones count as what they fold to.
      switch FoldTable.shared.action(for: scalar) {
      case .drop, .combine: return true
      case .replace(let start, _): return add(UInt32(FoldTable.shared.replacements[start]))
      default: return false
      }
    }
  }
}
