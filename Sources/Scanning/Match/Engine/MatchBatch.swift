internal import Model

/// Texts laid end to end, as they are and folded, with a separator before, between and behind.
///
/// The separator is 0xFF, which valid UTF-8 never holds; folded it is what all characters that are
/// no words are. The folded text has one byte a code point, so offsets differ from the first code
/// point outside ASCII on; `shifts` leads from one to the other.
///
/// One worker's memory; never shared.
final class MatchBatch {
  /// Batches are closed when they hold this many bytes; a longer text makes one of its own.
  static let byteCount = 16 * 1024
  /// And when they hold this many texts.
  static let textLimit = 4096
  /// Readable bytes before the first and behind the last folded byte.
  static let padding = 64
  /// Memory beyond this is given back after a long text.
  private static let keptByteCount = 1 << 20

  /// One text of the batch.
  struct Text: BitwiseCopyable {
    /// Offsets of its first byte and of the separator behind it.
    var start: UInt32
    var end: UInt32
    /// The same in the folded text.
    var foldedStart: UInt32
    var foldedEnd: UInt32
    /// Index into the caller's list.
    var number: UInt32
    /// Bit of its field.
    var field: UInt8
  }

  /// A code point outside ASCII: its folded offset, and how many bytes more than folded ones
  /// there are up to its end.
  struct Shift: BitwiseCopyable {
    var folded: UInt32
    var extra: UInt32
  }

  /// A code point that is a mark of rules, by its folded offset.
  struct MarkPlace: BitwiseCopyable {
    var folded: UInt32
    var scalar: UInt32
  }

  private var rawBuffer = WorkBuffer<UInt8>(capacity: 2 * MatchBatch.byteCount)
  private var foldedBuffer = WorkBuffer<UInt8>(capacity: 2 * MatchBatch.byteCount)
  private var textBuffer = WorkBuffer<Text>(capacity: MatchBatch.textLimit)
  private var shiftBuffer = WorkBuffer<Shift>(capacity: 1024)
  private var markBuffer = WorkBuffer<MarkPlace>(capacity: 256)
  private(set) var textCount = 0
  private(set) var markCount = 0
  private(set) var shiftCount = 0
  private(set) var rawCount = 0
  private(set) var foldedCount = 0
  private let kinds: KindCache

  init(kinds: KindCache) {
    self.kinds = kinds
    removeAll()
  }

  /// What there is to read, until the batch is changed.
  var view: BatchView {
    BatchView(
      raw: UnsafePointer(rawBuffer.start),
      folded: UnsafePointer(foldedBuffer.start) + Self.padding, foldedCount: foldedCount,
      texts: UnsafePointer(textBuffer.start), textCount: textCount,
      shifts: UnsafePointer(shiftBuffer.start), shiftCount: shiftCount,
      marks: UnsafePointer(markBuffer.start), markCount: markCount)
  }

  /// Whether another text of this size belongs into the next batch.
  func isFull(for byteCount: Int) -> Bool {
    textCount > 0 && (rawCount + byteCount > Self.byteCount || textCount == Self.textLimit)
  }

  /// Leaves only the first separator.
  func removeAll() {
    rawBuffer.shrink(to: Self.keptByteCount)
    foldedBuffer.shrink(to: Self.keptByteCount)
    shiftBuffer.shrink(to: Self.keptByteCount)
    markBuffer.shrink(to: Self.keptByteCount)
    rawBuffer.start[0] = 0xFF
    for offset in 0..<Self.padding { foldedBuffer.start[offset] = FoldedAlphabet.other }
    foldedBuffer.start[Self.padding] = FoldedAlphabet.other
    rawCount = 1
    foldedCount = 1
    textCount = 0
    shiftCount = 0
    markCount = 0
  }

  /// Adds a text, which is not empty.
  func add(_ text: TextSlice, number: Int) {
    let count = text.byteCount
    rawBuffer.reserve(rawCount + count + 1, keeping: rawCount)
    foldedBuffer.reserve(
      foldedCount + count + 1 + 2 * Self.padding, keeping: foldedCount + Self.padding)
    (rawBuffer.start + rawCount).update(from: text.start, count: count)
    let foldedStart = foldedCount
    fold(from: rawCount, count: count)
    textBuffer.start[textCount] = Text(
      start: UInt32(rawCount), end: UInt32(rawCount + count), foldedStart: UInt32(foldedStart),
      foldedEnd: UInt32(foldedCount), number: UInt32(number),
      field: FieldSet.bit(of: text.field))
    textCount += 1
    rawCount += count
    rawBuffer.start[rawCount] = 0xFF
    rawCount += 1
    foldedBuffer.start[Self.padding + foldedCount] = FoldedAlphabet.other
    foldedCount += 1
    let end = foldedBuffer.start + (Self.padding + foldedCount)
    end.update(repeating: FoldedAlphabet.other, count: Self.padding)
  }

  /// Folds `count` raw bytes from `start` on behind what is folded already.
  private func fold(from start: Int, count: Int) {
    let source = UnsafePointer(rawBuffer.start) + start
    let target = foldedBuffer.start + (Self.padding + foldedCount)
    var read = 0
    var written = 0
    while read < count {
      let plain = Self.foldPlain(source + read, target + written, count - read)
      read += plain
      written += plain
      guard read < count else { break }
      if shiftCount + 16 > shiftBuffer.capacity {
        shiftBuffer.reserve(shiftCount * 2 + 16, keeping: shiftCount)
      }
      // Code point by code point, as far as the block that is not plain goes.
      let blockEnd = min(read + 16, count)
      while read < blockEnd {
        let byte = source[read]
        if byte < 0x80 {
          target[written] = FoldedAlphabet.fold(ascii: byte)
          read += 1
        } else {
          let (scalar, width) = UTF8Reading.scalar(at: source + read)
          let kind = kinds.flaggedKind(of: scalar)
          target[written] = FoldedAlphabet.fold(scalar, kind: kind)
          if kind & KindCache.markFlag != 0 { addMark(scalar, at: foldedCount + written) }
          let extra = shiftCount == 0 ? 0 : shiftBuffer.start[shiftCount - 1].extra
          shiftBuffer.start[shiftCount] = Shift(
            folded: UInt32(foldedCount + written), extra: extra + UInt32(width - 1))
          shiftCount += 1
          read += width
        }
        written += 1
      }
    }
    foldedCount += written
  }

  private func addMark(_ scalar: UInt32, at folded: Int) {
    markBuffer.reserve(markCount + 1, keeping: markCount)
    markBuffer.start[markCount] = MarkPlace(folded: UInt32(folded), scalar: scalar)
    markCount += 1
  }

  /// Folds ASCII up to the first block of eight bytes that holds anything else, or to the end or
  /// the first other byte of what is less than a block. Returns how many bytes it folded.
  private static func foldPlain(
    _ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>, _ count: Int
  ) -> Int {
    let raw = UnsafeRawPointer(source)
    var plain = 0
    while plain &+ 8 <= count,
      raw.loadUnaligned(fromByteOffset: plain, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      plain &+= 8
    }
    if plain &+ 8 > count {
      while plain < count, source[plain] < 0x80 { plain &+= 1 }
    }
    foldASCII(source, target, plain)
    return plain
  }

  /// Written as selections without branches, which the compiler turns into vector instructions.
  @inline(never)
  private static func foldASCII(
    _ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>, _ count: Int
  ) {
    for offset in 0..<count {
      let byte = source[offset]
      let lower = byte | 0x20
      let isLetter = (lower &- 0x61) < 26
      let isDigit = (byte &- 0x30) < 10
      var symbol: UInt8 = isLetter ? lower : FoldedAlphabet.other
      symbol = isDigit ? 0x30 : symbol
      symbol = byte == 0x5F ? byte : symbol
      target[offset] = symbol
    }
  }
}

/// A batch as plain pointers, which loops read without asking who else has access.
struct BatchView: BitwiseCopyable {
  /// The separator, then text and separator in turn.
  let raw: UnsafePointer<UInt8>
  /// The same, folded; `MatchBatch.padding` bytes can be read on both sides.
  let folded: UnsafePointer<UInt8>
  let foldedCount: Int
  let texts: UnsafePointer<MatchBatch.Text>
  let textCount: Int
  let shifts: UnsafePointer<MatchBatch.Shift>
  let shiftCount: Int
  let marks: UnsafePointer<MatchBatch.MarkPlace>
  let markCount: Int

  /// The text's own bytes.
  func bytes(of text: MatchBatch.Text) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: raw + Int(text.start), count: Int(text.end - text.start))
  }
}

/// Reading of valid UTF-8 without bounds checks.
enum UTF8Reading {
  /// The code point that starts at `place`, a byte above 0x7F, and its length in bytes.
  @inline(__always)
  static func scalar(at place: UnsafePointer<UInt8>) -> (scalar: UInt32, width: Int) {
    let first = UInt32(place[0])
    let second = UInt32(place[1]) & 0x3F
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    let third = UInt32(place[2]) & 0x3F
    if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
    return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(place[3]) & 0x3F, 4)
  }
}

extension FieldSet {
  /// The field as a bit of a set.
  static func bit(of field: Field) -> UInt8 { 1 << field.rawValue }
}
