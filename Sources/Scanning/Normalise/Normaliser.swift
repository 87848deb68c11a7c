internal import CICU
internal import Model

/// Makes the text that rules and extraction read: compatibility forms, look-alike letters and
/// digits, invisible characters, white space and typographic quotes are folded, mostly to ASCII.
///
/// What holds of a normalised text: valid UTF-8; composed and compatibility forms folded as NFKC
/// does, but for the characters in `LookAlikes.untouched`, spacing accents, the order of marks that
/// never compose, and letters with more than `clusterLimit` marks; no control character but line
/// feed; no two white-space characters in a row; no U+017F and no U+212A, the two characters
/// outside ASCII that PCRE2 folds to ASCII letters.
package struct Normaliser: Sendable {
  /// The most scalars that are composed together; more marks than this on one letter say nothing.
  private static let clusterLimit = 32

  /// Ready at once; tables are made on the first text that needs them.
  package init() {}

  /// Appends the normalised form of `original` to `arena` and describes it in `map`, unless
  /// `original` is in that form already.
  ///
  /// - Parameters:
  ///   - original: valid UTF-8; not retained.
  ///   - map: emptied first; offsets of normalised bytes count from the end that `arena` had.
  /// - Returns: false if `original` needs no change: nothing is appended then.
  package func normalise(
    _ original: UnsafeBufferPointer<UInt8>, into arena: inout [UInt8], map: inout OffsetMap
  ) -> Bool {
    map.removeAll()
    let plainCount = Self.plainPrefix(of: original, from: 0)
    if plainCount == original.count { return false }
    let arenaStart = arena.count
    var run = FoldingRun(original: original, arena: arena, map: map)
    arena = []
    map = OffsetMap()
    run.fold(from: plainCount)
    // Swapped: a second owner would have all of the arena copied at the next change.
    swap(&arena, &run.arena)
    swap(&map, &run.map)
    if map.isIdentity {
      arena.removeLast(arena.count - arenaStart)
      return false
    }
    return true
  }

  /// Where the bytes from `start` on stop being plain: printable ASCII and line feeds, no two
  /// white-space characters in a row. A space is always followed by its successor's check, so the
  /// offset returned may point at the second of two.
  static func plainPrefix(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = text.baseAddress else { return 0 }
    var offset = start
    let raw = UnsafeRawPointer(base)
    let high = ByteLanes.high
    let (delete, control) = (ByteLanes.all(0x01), ByteLanes.all(0x60))
    let (newline, any, space) = (ByteLanes.all(0x0A), ByteLanes.all(0x7F), ByteLanes.all(0x5F))
    // Eight bytes at a time in one word, because the compiler takes `SIMD16` apart into bytes. Nine
    // are read for every eight decided: each is compared with the one behind it.
    while offset + 9 <= text.count {
      let here = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let next = raw.loadUnaligned(fromByteOffset: offset + 1, as: UInt64.self)
      if here & high != 0 { break }
      // Without high bits no sum carries into the next byte.
      let isDelete = here &+ delete
      let isControl = ~(here &+ control)
      let isNotNewline = (here ^ newline) &+ any
      let hereIsSpace = ~(here &+ space)
      let nextIsSpace = ~((next & ~high) &+ space) & ~next
      let stops = isDelete | (isControl & isNotNewline) | (hereIsSpace & nextIsSpace)
      if stops & high != 0 { break }
      offset += 8
    }
    while offset < text.count {
      let byte = base[offset]
      if byte >= 0x7F || (byte < 0x20 && byte != 0x0A) { break }
      if byte <= 0x20, offset + 1 < text.count, base[offset + 1] <= 0x20 { break }
      offset += 1
    }
    return offset
  }

  /// One text on its way through the fold table.
  struct FoldingRun {
    let original: UnsafeBufferPointer<UInt8>
    var arena: [UInt8]
    var map: OffsetMap
    private let arenaStart: Int
    /// Original bytes before this offset have been written or replaced.
    private var copied = 0
    private var disguises: DisguisedWords?
    private let table = FoldTable.shared

    init(original: UnsafeBufferPointer<UInt8>, arena: [UInt8], map: OffsetMap) {
      self.original = original
      self.arena = arena
      self.map = map
      arenaStart = arena.count
    }

    /// Reads to the end; bytes before `start` are plain.
    mutating func fold(from start: Int) {
      var offset = start
      if offset > 0, isFollowedByMark(offset) { offset = foldCluster(from: offset - 1) }
      while offset < original.count {
        if original[offset] < 0x80 {
          let end = Normaliser.plainPrefix(of: original, from: offset)
          if end > offset {
            // The last plain letter may carry a mark that follows it.
            offset = isFollowedByMark(end) ? foldCluster(from: end - 1) : end
            continue
          }
        }
        offset = foldScalar(at: offset)
      }
      arena += original[copied...]
      copied = original.count
    }

    /// Deals with the scalar at `offset` and what belongs to it; returns where to go on.
    private mutating func foldScalar(at offset: Int) -> Int {
      let (scalar, width) = original.scalar(at: offset)
      let end = offset + width
      let action = table.action(for: scalar)
      switch action {
      case .space, .newline:
        return foldWhiteSpace(from: offset)
      case .drop:
        // Between two spaces it belongs to their run, or two would be left.
        if endsInPlainSpace(offset) {
          let spaceEnd = foldWhiteSpace(from: offset)
          if spaceEnd > offset { return spaceEnd }
        }
        replace(offset..<end, with: EmptyCollection())
      case .combine:
        return foldCluster(from: offset)
      case .keep, .foreign, .replace:
        if isFollowedByMark(end) { return foldCluster(from: offset) }
        if case .foreign = action {
          foldForeign(scalar, offset..<end)
        } else if case .replace(let first, let count) = action {
          replace(offset..<end, with: table.replacements[first..<first + count])
        }
      }
      return end
    }

    /// Whether the byte before `offset` is white space that was kept as it is.
    private func endsInPlainSpace(_ offset: Int) -> Bool {
      offset > copied && original[offset - 1] <= 0x20
    }

    /// Copies what was kept before `range`, then writes `bytes` in its place.
    private mutating func replace(_ range: Range<Int>, with bytes: some Collection<UInt8>) {
      arena += original[copied..<range.lowerBound]
      let before = arena.count
      arena += bytes
      map.append(
        normalised: before - arenaStart..<arena.count - arenaStart, original: range)
      copied = range.upperBound
    }

    private func isFollowedByMark(_ offset: Int) -> Bool {
      guard offset < original.count, original[offset] >= 0x80 else { return false }
      if case .combine = table.action(for: original.scalar(at: offset).scalar) { return true }
      return false
    }

    /// One space or line feed for a run of white space and the invisible characters inside it.
    ///
    /// - Parameter offset: the first scalar of the run that is not plain; a plain space before it
    ///   belongs to the run.
    /// - Returns: the end of the run's last white space.
    private mutating func foldWhiteSpace(from offset: Int) -> Int {
      let start = endsInPlainSpace(offset) ? offset - 1 : offset
      var next = start
      var hasNewline = false
      var end = start
      scan: while next < original.count {
        let (scalar, width) = original.scalar(at: next)
        switch table.action(for: scalar) {
        case .space: end = next + width
        case .newline:
          hasNewline = true
          end = next + width
        case .drop: break
        default: break scan
        }
        next += width
      }
      let byte: UInt8 = hasNewline ? 0x0A : 0x20
      if end == start + 1 && original[start] == byte { return end }
      replace(start..<end, with: CollectionOfOne(byte))
      return end
    }

    private mutating func foldForeign(_ scalar: UInt32, _ range: Range<Int>) {
      if disguises == nil { disguises = DisguisedWords(original) }
      if let letter = disguises?.letter(for: scalar, at: range.lowerBound) {
        replace(range, with: CollectionOfOne(letter))
      }
    }

    /// A scalar and the marks behind it, composed by ICU and then folded scalar by scalar.
    private mutating func foldCluster(from start: Int) -> Int {
      var units: [UInt16] = []
      var offset = start
      var count = 0
      while offset < original.count, count < Normaliser.clusterLimit {
        let (scalar, width) = original.scalar(at: offset)
        if offset > start {
          guard case .combine = table.action(for: scalar) else { break }
        }
        if let unicodeScalar = UnicodeScalar(scalar) { units += unicodeScalar.utf16 }
        offset += width
        count += 1
      }
      var composed = [UInt16](repeating: 0, count: units.count * 18 + 16)
      let length = icu_nfkc_normalize(
        icu_nfkc(), units, Int32(units.count), &composed, Int32(composed.count))
      guard length >= 0 else { return offset }
      let text = String(decoding: composed.prefix(Int(length)), as: UTF16.self)
      var folded: [UInt8] = []
      for scalar in text.unicodeScalars {
        switch table.action(for: scalar.value) {
        case .drop: break
        case .space, .newline: folded.append(0x20)
        case .replace(let first, let count): folded += table.replacements[first..<first + count]
        case .keep, .combine, .foreign: folded += Array(String(scalar).utf8)
        }
      }
      if !folded.elementsEqual(original[start..<offset]) {
        replace(start..<offset, with: folded)
      }
      return offset
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The scalar that starts at `offset`, and its length in bytes.
  ///
  /// - Precondition: the bytes are valid UTF-8 and `offset` lies on a scalar boundary.
  func scalar(at offset: Int) -> (scalar: UInt32, width: Int) {
    let first = UInt32(self[offset])
    if first < 0x80 { return (first, 1) }
    let second = UInt32(self[offset + 1]) & 0x3F
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    let third = UInt32(self[offset + 2]) & 0x3F
    if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
    let fourth = UInt32(self[offset + 3]) & 0x3F
    return ((first & 0x07) << 18 | second << 12 | third << 6 | fourth, 4)
  }
}
