internal import Model

extension LoneNumbers {
  /// The words beside a number.
  struct Neighbours {
    let words: WordTable<Bearings>.View
    let text: UnsafePointer<UInt8>
    let count: Int
    let kind: Kind

    private func isLetter(_ offset: Int) -> Bool { LetterCode.of(text[offset]) != 0 }

    private func bearing(_ start: Int, _ end: Int) -> Bearing {
      // Accents and pictures are for the readers.
      if text[start] >= 0x80 { return .some }
      if start + 8 <= count {
        let block = LetterBlock(text + start)
        // All the word's first letters, unless one of them is outside ASCII.
        if block.count >= min(end - start, 8) {
          return words.value(packed: block.lowercased, text + start, end - start)?[kind] ?? .none
        }
      }
      let packed = WordKey.pack(text + start, end - start)
      return words.value(packed: packed, text + start, end - start)?[kind] ?? .none
    }

    private func wordEnd(_ start: Int) -> Int {
      var end = start
      while end < count, end < start + 24, isLetter(end) { end += 1 }
      return end
    }

    /// Whether a month's name starts at `start`: the only words that a year takes and amounts do not.
    private func isMonth(_ start: Int) -> Bool {
      guard start < count, isLetter(start) else { return false }
      let end = wordEnd(start)
      let bearings = words.value(
        packed: WordKey.pack(text + start, end - start), text + start, end - start)
      return bearings?[.year] == .some && bearings?[.large] != .some
    }

    /// Whether what follows the number that ends at `end` makes nothing of it.
    func areNone(behind end: Int, isPartOfName: Bool) -> Bool {
      guard end < count else { return kind != .twoDigits }
      var next = end
      if kind == .oneDigit, next + 1 < count, text[next] == 0x20, text[next + 1] == 0x2B {
        next += 1
      }
      if text[next] == 0x2B {
        if kind == .twoDigits, isLegalAge(before: end) { return false }
        next += 1
        guard next < count, kind != .twoDigits || text[next] == 0x20 else { return false }
      }
      switch text[next] {
      case 0x20: next += 1
      case 0x0A:
        if kind == .twoDigits { return false }
        next += 1
      case 0x2D:
        next += 1
        guard next < count, isLetter(next) else { return false }
      // . , ) : ; ! ? end what the number belongs to where white space follows.
      case 0x2E, 0x2C, 0x29, 0x3A, 0x3B, 0x21, 0x3F:
        let ends =
          kind == .oneDigit || kind == .year || text[next] == 0x2E
          || kind == .large && text[next] != 0x3A
        guard ends, next + 1 < count else { return false }
        // "am 15. November"
        if text[next] == 0x2E, kind != .large, text[next + 1] == 0x20, isMonth(next + 2) {
          return false
        }
        // A capital right behind it starts a sentence whose space is missing.
        return text[next + 1] <= 0x20 || text[next] == 0x2E && text[next + 1] &- 0x41 < 26
      case 0x2F, 0x5F:
        return isPartOfName && kind != .twoDigits && next + 1 < count
          && text[next + 1] &- 0x30 >= 10
      default: guard isLetter(next) else { return false }
      }
      return areNone(from: next)
    }

    private func areNone(from start: Int) -> Bool {
      var next = start
      var passed = 0
      while next < count, isLetter(next) {
        let last = wordEnd(next)
        switch bearing(next, last) {
        case .none:
          // One word may stand between an amount and its duration.
          guard kind != .oneDigit, last + 1 < count, text[last] == 0x20, isLetter(last + 1) else {
            return true
          }
          return bearing(last + 1, wordEnd(last + 1)) != .some
        case .some: return false
        case .period: return passed == 0
        case .bound: return false
        case .years: return passed == 0 && areNone(behindYears: last)
        case .passing: passed += 1
        }
        guard passed <= LoneNumbers.passingLimit, last < count, text[last] == 0x20 else {
          return false
        }
        next = last + 1
      }
      return false
    }

    /// Whether the two digits before `end` are an age that laws ask for: 18 or 21.
    private func isLegalAge(before end: Int) -> Bool {
      guard end >= 2 else { return false }
      return text[end - 2] == 0x31 && text[end - 1] == 0x38
        || text[end - 2] == 0x32 && text[end - 1] == 0x31
    }

    /// Whether the words behind "years" leave it one of experience and the like.
    private func areNone(behindYears end: Int) -> Bool {
      var next = end
      if next < count, text[next] == 0x27 { next += 1 }
      for _ in 0..<3 {
        guard next + 1 < count, text[next] == 0x20, isLetter(next + 1) else {
          return next > end + 1
        }
        let last = wordEnd(next + 1)
        let bearing = bearing(next + 1, last)
        if bearing == .some || bearing == .years { return false }
        next = last
      }
      return true
    }

    /// Whether what stands before the number that starts at `start` makes nothing of it.
    ///
    /// - Parameter passesBounds: whether words such as "over" are passed.
    func areNone(before start: Int, passesBounds: Bool) -> Bool {
      guard start > 1 else { return false }
      var end = start
      switch text[start - 1] {
      case 0x20:
        end -= 1
        switch text[end - 1] {
        case 0x2E, 0x2C, 0x3B, 0x21, 0x3F, 0x29: if kind != .twoDigits { return true }
        default: break
        }
        if text[end - 1] == 0x3A {
          if kind == .oneDigit || kind == .year { return true }
          if kind == .large { end -= 1 }
        }
      case 0x2D:
        end -= 1
        guard isLetter(end - 1) else { return false }
      case 0x0A where kind == .large && start > 3 && text[start - 2] == 0x3A:
        // The value of a label that has a line of its own.
        end -= text[start - 3] == 0x20 ? 3 : 2
      case 0x0A, 0x28: return kind != .twoDigits
      case 0x3A:
        if kind == .oneDigit || kind == .year { return true }
        end -= 1
      case 0x23: return true
      default:
        guard isLetter(start - 1) else { return false }
        var first = start
        while first > 0, first > start - 24, isLetter(first - 1) { first -= 1 }
        return bearing(first, start) != .some
      }
      var passed = 0
      while end > 0 {
        var first = end
        while first > 0, first > end - 24, isLetter(first - 1) { first -= 1 }
        guard first < end else { return false }
        switch bearing(first, end) {
        case .none, .period, .years: return true
        case .some: return false
        case .passing: passed += 1
        case .bound:
          guard passesBounds else { return false }
          passed += 1
        }
        guard passed <= LoneNumbers.passingLimit, first > 0, text[first - 1] == 0x20 else {
          return false
        }
        end = first - 1
      }
      return false
    }
  }
}
