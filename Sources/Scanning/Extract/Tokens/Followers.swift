internal import CTextStarts

/// What must stand behind words that do not start anything alone.
///
/// Written as text in lower case: `^` first asks for a capital letter that starts the word itself,
/// elsewhere for one at its place; a space stands for white space or a hyphen; the rest stands for
/// itself in any case.
struct Followers: Sendable {
  private struct Follower: Sendable {
    /// Where its bytes start in `bytes`, and how many there are.
    var start: Int
    var count: Int
    var needsCapital: Bool
  }

  /// By each code of the second byte behind the word, the followers that it may be of.
  private let list: FixedBuffer<Follower>
  /// Where those of each code start in `list`, and its count last.
  private let groups: FixedBuffer<Int>
  private let bytes: FixedBuffer<UInt8>
  /// A bit for each class of the first byte behind the word that some follower may have.
  private let first: UInt32
  /// Whether a follower asks for nothing behind the word.
  private let standsAlways: Bool
  /// A bit for each pair of classes of the two bytes behind a space.
  private let second: FixedBuffer<UInt64>

  init(_ texts: [String]) {
    var first: UInt32 = 0
    var second = [UInt64](repeating: 0, count: 16)
    func codes(_ byte: UInt8?) -> ClosedRange<UInt32> {
      guard let byte, byte != 0x5E else { return 0...31 }
      return LetterCode.of(byte)...LetterCode.of(byte)
    }
    var list: [Follower] = []
    var all: [UInt8] = []
    for text in texts {
      let needsCapital = text.hasPrefix("^")
      let bytes = Array(needsCapital ? text.utf8.dropFirst() : text.utf8[...])
      if bytes.first == 0x20 {
        for left in codes(bytes.dropFirst().first) {
          for right in codes(bytes.dropFirst(2).first) {
            let pair = Int(left | right << 5)
            second[pair >> 6] |= 1 << UInt64(pair & 63)
          }
        }
      } else {
        for code in codes(bytes.first) { first |= 1 << code }
      }
      list.append(
        Follower(start: all.count, count: bytes.count, needsCapital: needsCapital))
      all += bytes
    }
    var (grouped, groups): ([Follower], [Int]) = ([], [0])
    for code in UInt32(0)...31 {
      grouped += list.filter {
        codes($0.count > 1 ? all[$0.start + 1] : nil).contains(code)
      }
      groups.append(grouped.count)
    }
    self.list = FixedBuffer(grouped)
    self.groups = FixedBuffer(groups)
    bytes = FixedBuffer(all)
    self.first = first
    standsAlways = list.contains { $0.count == 0 }
    self.second = FixedBuffer(second)
  }

  /// The first two bytes that `texts`, none of which is empty, may stand for, for `ts_behind`; a
  /// second byte of 0 where they ask for one byte only. In order, each once.
  static func starts(of texts: [String]) -> [(first: UInt8, second: UInt8)] {
    var pairs: Set<UInt16> = []
    for text in texts {
      let bytes = text.hasPrefix("^") ? text.utf8.dropFirst() : text.utf8[...]
      var index = bytes.startIndex
      let first = written(bytes[index])
      bytes.formIndex(after: &index)
      let second = index < bytes.endIndex ? written(bytes[index]) : [0]
      for left in first {
        for right in second { pairs.insert(UInt16(left) << 8 | UInt16(right)) }
      }
    }
    return pairs.sorted().map { (UInt8($0 >> 8), UInt8($0 & 0xFF)) }
  }

  /// The bytes that `byte` of a follower stands for.
  private static func written(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case 0x5E: Array(0x41...0x5A)
    case 0x20: [0x20, 0x0A, 0x2D]
    case 0x61...0x7A, 0x80...: [byte, byte & 0xDF]
    default: [byte]
    }
  }

  /// Whether one stands behind the word in bytes `start..<end` of a text of `count`; no word is
  /// empty.
  @inline(__always)
  func stand(
    behind end: Int, of start: Int, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    let byte = end < count ? text[end] : 0
    let isSpace = byte == 0x20 || byte == 0x0A
    var mayStand = (!isSpace || standsAlways) && first & 1 << LetterCode.of(byte) != 0
    if !mayStand, isSpace || byte == 0x2D {
      let left = end + 1 < count ? LetterCode.of(text[end + 1]) : 0
      let right = end + 2 < count ? LetterCode.of(text[end + 2]) : 0
      mayStand = second.hasBit(Int(left | right << 5))
    }
    return mayStand && stand(exactlyBehind: end, of: start, text, count)
  }

  @inline(never)
  private func stand(
    exactlyBehind end: Int, of start: Int, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    // In bounds: there are 32 codes, and followers hold places of their own bytes.
    let code = end + 1 < count ? Int(LetterCode.of(text[end + 1])) : 0
    for index in groups.start[code]..<groups.start[code + 1]
    where stands(list.start[index], behind: end, of: start, text, count) {
      return true
    }
    return false
  }

  @inline(__always)
  private func stands(
    _ follower: Follower, behind end: Int, of start: Int, _ text: UnsafePointer<UInt8>,
    _ count: Int
  ) -> Bool {
    guard end + follower.count <= count, !follower.needsCapital || isCapital(text[start]) else {
      return false
    }
    // From the last byte on: many of a word's followers start alike.
    var index = follower.count
    while index > 0 {
      index -= 1
      let byte = text[end + index]
      switch bytes.start[follower.start + index] {
      case 0x5E: if !isCapital(byte) { return false }
      case 0x20: if byte != 0x20 && byte != 0x0A && byte != 0x2D { return false }
      case let expected:
        if LowerCase.byte(byte, after: text[end + index - 1]) != expected { return false }
      }
    }
    return true
  }

  private func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
}

/// Five bits for each letter, the same for both cases; 0 for what is none.
enum LetterCode {
  @inline(__always)
  static func of(_ byte: UInt8) -> UInt32 {
    if byte >= 0x80 { return UInt32(byte & 0x1F) | 0x10 }
    return (byte | 0x20) &- 0x61 < 26 ? UInt32(byte & 0x1F) : 0
  }
}
