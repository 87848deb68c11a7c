/// A fixed set of words, each with a value, looked up by the letters of a token.
///
/// Immutable and shared between workers. A lookup allocates nothing; nearly all words that are not
/// in the table cost one load, since tokens carry the hash of their letters.
struct WordTable<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    var key: WordKey
    /// The bytes behind the first eight.
    var tail: [UInt8]
    var value: Value
  }

  /// A bit for each hash that some word has; sixteen times as many bits as words or more.
  private var present: [UInt64]
  private var slots: [Int16]
  private var entries: [Entry] = []

  /// - Parameter words: UTF-8 in lower case. Of equal words the last counts.
  init(_ words: [(word: String, value: Value)]) {
    var size = 16
    while size < words.count * 3 { size *= 2 }
    slots = [Int16](repeating: -1, count: size)
    present = [UInt64](repeating: 0, count: size / 8)
    for (word, value) in words {
      let bytes = Array(word.utf8)
      precondition(!bytes.isEmpty, "a word table holds no empty word")
      let key = WordKey(lowercased: bytes)
      let entry = Entry(key: key, tail: Array(bytes.dropFirst(8)), value: value)
      let hash = WordKey.hash(key.packed, key.byteCount)
      present[Int(hash >> 6) & (present.count - 1)] |= 1 << UInt64(hash & 63)
      var slot = Int(hash) & (size - 1)
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
  @inline(__always)
  func value(of token: Token, in bytes: UnsafePointer<UInt8>) -> Value? {
    guard token.kind == .letters, mayHold(token.hash) else { return nil }
    return find(token.hash, token.key, bytes + Int(token.start), token.byteCount)
  }

  /// The value of the word in `count` bytes from `start`, in any case.
  func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Value? {
    value(packed: WordKey.pack(start, count), start, count)
  }

  /// As `value(_:_:)`, where the first bytes are packed already.
  @inline(__always)
  func value(packed: UInt64, _ start: UnsafePointer<UInt8>, _ count: Int) -> Value? {
    let hash = WordKey.hash(packed, count)
    return mayHold(hash) ? find(hash, packed, start, count) : nil
  }

  /// False for most hashes that no word has.
  @inline(__always)
  func mayHold(_ hash: UInt32) -> Bool {
    // In bounds: the count is a power of two.
    present.withUnsafeBufferPointer {
      $0[Int(hash >> 6) & ($0.count - 1)] & (1 << UInt64(hash & 63)) != 0
    }
  }

  @inline(never)
  private func find(
    _ hash: UInt32, _ packed: UInt64, _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> Value? {
    var slot = Int(hash) & (slots.count - 1)
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
}
