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

  private var rawBuffer = WorkBuffer<UInt8>(capacity: 2 * MatchBatch.byteCount)
  private var foldedBuffer = WorkBuffer<UInt8>(capacity: 2 * MatchBatch.byteCount)
  private var textBuffer = WorkBuffer<Text>(capacity: MatchBatch.textLimit)
  private var shiftBuffer = WorkBuffer<Shift>(capacity: 1024)
  private(set) var textCount = 0
  private(set) var shiftCount = 0
  private(set) var rawCount = 0
  private(set) var foldedCount = 0
  private let kinds: KindCache

  init(kinds: KindCache) {
    self.kinds = kinds
    removeAll()
  }

  /// The separator, then text and separator in turn.
  var raw: UnsafePointer<UInt8> { UnsafePointer(rawBuffer.start) }
  /// The same, folded; `padding` bytes can be read on both sides.
  var folded: UnsafePointer<UInt8> { UnsafePointer(foldedBuffer.start) + Self.padding }
  var texts: UnsafePointer<Text> { UnsafePointer(textBuffer.start) }
  var shifts: UnsafePointer<Shift> { UnsafePointer(shiftBuffer.start) }

  /// Whether another text of this size belongs into the next batch.
  func isFull(for byteCount: Int) -> Bool {
    textCount > 0 && (rawCount + byteCount > Self.byteCount || textCount == Self.textLimit)
  }

  /// Leaves only the first separator.
  func removeAll() {
    rawBuffer.shrink(to: Self.keptByteCount)
    foldedBuffer.shrink(to: Self.keptByteCount)
    shiftBuffer.shrink(to: Self.keptByteCount)
    rawBuffer.start[0] = 0xFF
    for offset in 0..<Self.padding { foldedBuffer.start[offset] = FoldedAlphabet.other }
    foldedBuffer.start[Self.padding] = FoldedAlphabet.other
    rawCount = 1
    foldedCount = 1
    textCount = 0
    shiftCount = 0
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
          target[written] = FoldedAlphabet.fold(kind: kinds.kind(of: scalar))
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

  /// Folds ASCII in blocks of sixteen bytes and, at the end, byte by byte; stops at the first
  /// block that holds anything else. Returns how many bytes it folded.
  @inline(never)
  private static func foldPlain(
    _ source: UnsafePointer<UInt8>, _ target: UnsafeMutablePointer<UInt8>, _ count: Int
  ) -> Int {
    let raw = UnsafeRawPointer(source)
    let folded = UnsafeMutableRawPointer(target)
    let other = SIMD16<UInt8>(repeating: FoldedAlphabet.other)
    let digit = SIMD16<UInt8>(repeating: 0x30)
    var offset = 0
    while offset &+ 16 <= count {
      let low = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let high = raw.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)
      if (low | high) & 0x8080_8080_8080_8080 != 0 { return offset }
      let bytes = raw.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
      let lower = bytes | 0x20
      var symbols = other.replacing(with: lower, where: (lower &- 0x61) .< 26)
      symbols.replace(with: digit, where: (bytes &- 0x30) .< 10)
      symbols.replace(with: bytes, where: bytes .== 0x5F)
      folded.storeBytes(of: symbols, toByteOffset: offset, as: SIMD16<UInt8>.self)
      offset &+= 16
    }
    while offset < count, source[offset] < 0x80 {
      target[offset] = FoldedAlphabet.fold(ascii: source[offset])
      offset &+= 1
    }
    return offset
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
