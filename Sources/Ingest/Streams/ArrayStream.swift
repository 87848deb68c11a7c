/// A JSON array of records, or objects of several lines behind each other, read as JSON lines: each
/// item becomes a line, at the same offset.
///
/// Brackets round an array become spaces, commas between items line feeds, line ends elsewhere
/// spaces, those between objects excepted. A line end inside a string, which JSON forbids, ends the
/// item: so a missing quote costs one item where each has a line of its own.
final class ArrayStream: ByteStream {
  /// What a file holds.
  enum Layout {
    case array
    /// Without brackets or commas between them, as pretty-printers leave several.
    case objects
  }

  private let base: any ByteStream
  /// How deep items lie.
  private let floor: Int
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// What data that starts so holds; nil where it is neither.
  static func layout(_ start: ArraySlice<UInt8>) -> Layout? {
    var text = start
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    text = text.drop { $0 <= 0x20 }
    let rest = text.dropFirst()
    switch text.first {
    case 0x5B:
      let items = rest.drop { $0 <= 0x20 }
      let isEmpty = items.first == 0x5D && items.dropFirst().allSatisfy { $0 <= 0x20 }
      return items.first == 0x7B || isEmpty ? .array : nil
    // No record of JSON lines ends behind its first brace.
    case 0x7B: return rest.drop { $0 <= 0x20 && $0 != 0x0A }.first == 0x0A ? .objects : nil
    default: return nil
    }
  }

  init(_ base: any ByteStream, layout: Layout = .array) {
    self.base = base
    floor = layout == .array ? 1 : 0
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    let got = try base.read(into: buffer)
    for index in 0..<got { buffer[index] = translated(buffer[index]) }
    return got
  }

  private func translated(_ byte: UInt8) -> UInt8 {
    if isInString {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case 0x5C: isEscaped = true
      case 0x22: isInString = false
      case 0x0A:
        isInString = false
        depth = floor
      default: break
      }
      return byte
    }
    switch byte {
    case 0x22: isInString = true
    case 0x5B where depth < floor:
      depth = 1
      return 0x20
    case 0x5B, 0x7B: depth += 1
    case 0x5D where depth <= floor: return 0x20
    case 0x5D, 0x7D: depth = max(floor, depth - 1)
    case 0x2C where depth == floor: return 0x0A
    case 0x0A where depth > 0 || floor > 0: return 0x20
    default: break
    }
    return byte
  }
}
