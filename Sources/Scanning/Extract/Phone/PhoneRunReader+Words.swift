internal import Model

/// Words for numbers as parts of a telephone number.
extension PhoneRunReader {
  /// Reads the word for a number at token `index`; the index of the next token to read.
  mutating func readNumberWord(_ index: Int) -> Int {
    let number = field.tokens[index].number
    var atom = PhoneAtom(
      value: UInt64(number.value), count: 1, first: index, last: index, origin: .word)
    switch number.kind {
    case .none: return index + 1
    case .digit:
      if isPriceOfMinutes(index) {
        endRun()
        return index + 1
      }
      atom.isOptional = number.trust == .onlyAmongOthers || followsOrdinal(index)
    case .teen: atom.count = 2
    case .tens:
      atom.count = 2
      // "cincuenta y seis"
      let isParted = number.language == .spanish && field.isWord(index + 1, "y")
      if let next = adjacentDigit(isParted ? index + 2 : index + 1) {
        let token = field.tokens[next]
        atom.value += token.kind == .digits ? token.key : UInt64(token.number.value)
        atom.last = next
      }
    case .hundred, .thousand:
      multiplyLast(by: number, at: index)
      return index + 1
    case .multiplier:
      let next = field.isSymbol(index + 1, "-") ? index + 2 : index + 1
      guard let repeated = repeated(at: next, UInt64(number.value)) else {
        if !atoms.isEmpty { readGapWord(index) }
        return index + 1
      }
      atom.value = repeated
      atom.count = Int(number.value)
      atom.last = next
    }
    let behind = atom.last + 1
    if behind < field.tokens.count, field.tokens[behind].isAfterSpace,
      words.role(of: field.tokens[behind], in: field.bytes) == .unit
    {
      atom.isQuantity = true
    }
    append(atom)
    return atom.last + 1
  }

  /// "200 for 30, 300 for 60": whether the "for" at token `index` stands between an amount and minutes.
  private func isPriceOfMinutes(_ index: Int) -> Bool {
    guard field.isWord(index, "for"), index > 0, index + 1 < field.tokens.count else {
      return false
    }
    let (amount, minutes) = (field.tokens[index - 1], field.tokens[index + 1])
    guard amount.kind == .digits, (2...3).contains(amount.byteCount), amount.key % 5 == 0,
      amount.key >= 40, minutes.kind == .digits, minutes.byteCount == 2
    else { return false }
    return [15, 20, 30, 45, 60, 90].contains(minutes.key) && amount.key > minutes.key
  }

  /// "the last four are": counts digits, is none.
  private func followsOrdinal(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = field.tokens[index - 1]
    return before.isWord("last") || before.isWord("first") || before.isWord("final")
      || before.isWord("next")
  }

  /// The token of 1 to 9, or a word for it, right behind "twenty", with a space, a hyphen or nothing
  /// between.
  private func adjacentDigit(_ index: Int) -> Int? {
    let next = field.isSymbol(index, "-") && field.isGlued(index) ? index + 1 : index
    guard next < field.tokens.count, !field.tokens[next].flags.contains(.lineStart) else {
      return nil
    }
    // "forty 9"
    let token = field.tokens[next]
    if token.kind == .digits {
      let isLast = !field.isGlued(next + 1) || field.tokens[next + 1].kind == .symbol
      return token.byteCount == 1 && token.key > 0 && isLast ? next : nil
    }
    let number = token.number
    return number.kind == .digit && number.value > 0 && number.trust > .onlyAmongOthers
      ? next : nil
  }

  private func repeated(at index: Int, _ times: UInt64) -> UInt64? {
    guard index < field.tokens.count else { return nil }
    let token = field.tokens[index]
    var digit: UInt64
    if token.number.kind == .digit {
      digit = UInt64(token.number.value)
    } else if token.kind == .digits, token.byteCount == 1 {
      digit = token.key
    } else {
      return nil
    }
    digit = times == 2 ? digit * 11 : digit * 111
    return digit
  }

  /// "five hundred": the last atom and two or three zeros.
  private mutating func multiplyLast(by number: NumberWord, at index: Int) {
    guard let last = atoms.last, last.origin == .word, last.count <= 2,
      gap.isSpace || gap.isGlued
    else {
      if !atoms.isEmpty { readGapWord(index) }
      return
    }
    let position = atoms.count - 1
    atoms[position].value *= UInt64(number.value)
    atoms[position].count += number.kind == .hundred ? 2 : 3
    atoms[position].last = index
    gap = PhoneGap()
  }

  mutating func appendSplit(_ index: Int) {
    var position = 0
    while position < scratch.split.count {
      let number = scratch.split[position]
      position += 1
      var atom = PhoneAtom(
        value: UInt64(number.value), count: 1, first: index, last: index, origin: .word)
      switch number.kind {
      case .digit: break
      case .teen: atom.count = 2
      case .tens:
        atom.count = 2
        if position < scratch.split.count, scratch.split[position].kind == .digit,
          scratch.split[position].value > 0
        {
          atom.value += UInt64(scratch.split[position].value)
          position += 1
        }
      case .multiplier:
        guard position < scratch.split.count, scratch.split[position].kind == .digit else {
          continue
        }
        atom.value = UInt64(scratch.split[position].value) * (number.value == 2 ? 11 : 111)
        atom.count = Int(number.value)
        position += 1
      case .hundred, .thousand, .none: continue
      }
      append(atom)
    }
  }
}
