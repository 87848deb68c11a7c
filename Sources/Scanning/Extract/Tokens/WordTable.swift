/// A fixed set of words, each with a value, looked up by the letters of a token.
///
/// Immutable and shared between workers. A lookup allocates nothing; a word whose first letter and
/// length occur in no entry costs one load.
struct WordTable<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    var key: WordKey
    /// The bytes behind the first eight.
    var tail: [UInt8]
    var value: Value
  }

  /// By lower-case first byte: bit `n` is set if a word of `n` bytes starts with it, the last bit
  /// for all longer ones.
  private var lengths = [UInt32](repeating: 0, count: 256)
  private var slots: [Int16]
  private var entries: [Entry] = []

  /// - Parameter words: UTF-8 in lower case. Of equal words the last counts.
  init(_ words: [(word: String, value: Value)]) {
    var size = 16
    while size < words.count * 3 { size *= 2 }
    slots = [Int16](repeating: -1, count: size)
    for (word, value) in words {
      let bytes = Array(word.utf8)
      precondition(!bytes.isEmpty, "a word table holds no empty word")
      let key = WordKey(lowercased: bytes)
      let entry = Entry(key: key, tail: Array(bytes.dropFirst(8)), value: value)
      lengths[Int(bytes[0])] |= 1 << UInt32(min(bytes.count, 31))
      var slot = Self.hash(key.packed, key.byteCount) & (size - 1)
      while slots[slot] >= 0,
        entries[Int(slots[slot])].key != key
          || entries[Int(slots[slot])].tail != entry.tail
      { slot = (slot + 1) & (size - 1) }
      if slots[slot] >= 0 {
        entries[Int(slots[slot])] = entry
      } else {
        slots[slot] = Int16(entries.count)
        entries.append(entry)
      }
    }
  }

  /// The value of the word of `token`, whatever its case; nil for other words and for tokens that
  /// are not letters.
  ///
  /// - Parameter bytes: the whole normalised text that the token stands in.
  func value(of token: Token, in bytes: UnsafePointer<UInt8>) -> Value? {
    guard token.kind == .letters else { return nil }
    return value(packed: token.key, bytes + Int(token.start), token.byteCount)
  }

  /// The value of the word in `count` bytes from `start`, in any case.
  func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Value? {
    var packed: UInt64 = 0
    var previous: UInt8 = 0
    for index in 0..<min(count, 8) {
      let byte = LowerCase.byte(start[index], after: previous)
      packed |= UInt64(byte) << UInt64(8 * index)
      previous = start[index]
    }
    return value(packed: packed, start, count)
  }

  /// As `value(_:_:)`, where the first bytes are packed already.
  func value(packed: UInt64, _ start: UnsafePointer<UInt8>, _ count: Int) -> Value? {
    let lengthBit: UInt32 = 1 << UInt32(min(count, 31))
    guard lengths[Int(UInt8(truncatingIfNeeded: packed))] & lengthBit != 0 else { return nil }
    var slot = Self.hash(packed, count) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].key.packed == packed, entries[index].key.byteCount == count,
        tailMatches(index, start, count)
      {
        return entries[index].value
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func tailMatches(_ index: Int, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > 8 else { return true }
    for offset in 8..<count {
      let byte = LowerCase.byte(start[offset], after: start[offset - 1])
      if byte != entries[index].tail[offset - 8] { return false }
    }
    return true
  }

  private static func hash(_ packed: UInt64, _ count: Int) -> Int {
    let mixed = (packed ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40)
  }
}
