/// A fixed set of words, each with a value, looked up by the letters of a token.
///
/// Immutable and shared between workers. A lookup allocates nothing; nearly all words that are not
/// in the table cost one load, since tokens carry the hash of their letters.
final class WordTable<Value: Sendable>: Sendable {
  /// A word, or no word where it has no bytes.
  fileprivate struct Slot: Sendable {
    /// As `WordKey` packs it.
    var packed: UInt64 = 0
    var byteCount: UInt16 = 0
    /// Index into `values`.
    var value: UInt16 = 0
    /// Where the bytes behind the first eight start in `tails`.
    var tail: UInt32 = 0
  }

  private let present: FixedBuffer<UInt64>
  private let slots: FixedBuffer<Slot>
  private let tails: FixedBuffer<UInt8>
  private let values: FixedBuffer<Value>
  /// The same as pointers, for loops in which counting references would cost more than looking up;
  /// valid as long as the table.
  let view: View

  /// - Parameter words: UTF-8 in lower case. Of equal words the last counts.
  init(_ words: [(word: String, value: Value)]) {
    var numbers: [String: Int] = [:]
    numbers.reserveCapacity(words.count)
    var (distinct, values): ([String], [Value]) = ([], [])
    for (word, value) in words {
      if let number = numbers.updateValue(values.count, forKey: word) {
        numbers[word] = number
        values[number] = value
      } else {
        distinct.append(word)
        values.append(value)
      }
    }
    var size = 16
    while size < distinct.count * 3 { size *= 2 }
    var slots = [Slot](repeating: Slot(), count: size)
    var present = [UInt64](repeating: 0, count: size / 8)
    var tails: [UInt8] = []
    for (number, word) in distinct.enumerated() {
      let bytes = Array(word.utf8)
      precondition(!bytes.isEmpty, "a word table holds no empty word")
      let key = WordKey(lowercased: bytes)
      let hash = WordKey.hash(key.packed, key.byteCount)
      present[Int(hash >> 6) & (present.count - 1)] |= 1 << UInt64(hash & 63)
      var slot = Int(hash) & (size - 1)
      while slots[slot].byteCount > 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Slot(
        packed: key.packed, byteCount: UInt16(key.byteCount), value: UInt16(number),
        tail: UInt32(tails.count))
      tails += bytes.dropFirst(8)
    }
    self.present = FixedBuffer(present)
    self.slots = FixedBuffer(slots)
    self.tails = FixedBuffer(tails)
    self.values = FixedBuffer(values)
    view = View(
      present: self.present.start, bitMask: present.count - 1, slots: self.slots.start,
      slotMask: size - 1, tails: self.tails.start, values: self.values.start)
  }

  /// The value of the word of `token`, whatever its case; nil for other words and for tokens that
  /// are not letters.
  ///
  /// - Parameter bytes: the whole normalised text that the token stands in.
  @inline(__always)
  func value(of token: Token, in bytes: UnsafePointer<UInt8>) -> Value? {
    view.value(of: token, in: bytes)
  }

  /// The value of the word in `count` bytes from `start`, in any case.
  func value(_ start: UnsafePointer<UInt8>, _ count: Int) -> Value? {
    view.value(packed: WordKey.pack(start, count), start, count)
  }

  /// As `value(_:_:)`, where the first bytes are packed already.
  @inline(__always)
  func value(packed: UInt64, _ start: UnsafePointer<UInt8>, _ count: Int) -> Value? {
    view.value(packed: packed, start, count)
  }

  /// False for most hashes that no word has.
  @inline(__always)
  func mayHold(_ hash: UInt32) -> Bool { view.mayHold(hash) }

  /// The memory of a table.
  // @unchecked Sendable: nothing is written after the table is made, and values are Sendable.
  struct View: @unchecked Sendable {
    /// A bit for each hash that some word has; sixteen times as many bits as words or more.
    fileprivate let present: UnsafePointer<UInt64>
    fileprivate let bitMask: Int
    /// A power of two of them; the first free one behind a word's hash ends the search.
    fileprivate let slots: UnsafePointer<Slot>
    fileprivate let slotMask: Int
    fileprivate let tails: UnsafePointer<UInt8>
    fileprivate let values: UnsafePointer<Value>

    /// As the table's.
    @inline(__always)
    func value(of token: Token, in bytes: UnsafePointer<UInt8>) -> Value? {
      guard token.kind == .letters, mayHold(token.hash) else { return nil }
      return find(token.hash, token.key, bytes + Int(token.start), token.byteCount)
    }

    /// As the table's.
    @inline(__always)
    func value(packed: UInt64, _ start: UnsafePointer<UInt8>, _ count: Int) -> Value? {
      let hash = WordKey.hash(packed, count)
      return mayHold(hash) ? find(hash, packed, start, count) : nil
    }

    /// As the table's.
    @inline(__always)
    func mayHold(_ hash: UInt32) -> Bool {
      // In bounds: the count is a power of two, and the mask one less.
      present[Int(hash >> 6) & bitMask] & (1 << UInt64(hash & 63)) != 0
    }

    @inline(never)
    private func find(
      _ hash: UInt32, _ packed: UInt64, _ start: UnsafePointer<UInt8>, _ count: Int
    ) -> Value? {
      // In bounds: there is a slot free, so that the walk ends, and slots hold indices of values.
      var slot = Int(hash) & slotMask
      while slots[slot].byteCount > 0 {
        let entry = slots[slot]
        if entry.packed == packed, Int(entry.byteCount) == count, tailMatches(entry, start, count) {
          return values[Int(entry.value)]
        }
        slot = (slot + 1) & slotMask
      }
      return nil
    }

    private func tailMatches(_ entry: Slot, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
      guard count > 8 else { return true }
      for offset in 8..<count {
        let byte = LowerCase.byte(start[offset], after: start[offset - 1])
        if byte != tails[Int(entry.tail) + offset - 8] { return false }
      }
      return true
    }
  }
}

extension String {
  /// The words of a list that has spaces or line ends between them.
  var listedWords: [String] {
    utf8.split { $0 == 0x20 || $0 == 0x0A }.map { String(Substring($0)) }
  }

  /// The parts that have an ASCII character between them, without empty ones. By bytes: tables are
  /// read when the command starts, and characters are found slowly.
  func parts(between separator: UnicodeScalar) -> [String] {
    utf8.split(separator: UInt8(ascii: separator)).map { String(Substring($0)) }
  }
}
