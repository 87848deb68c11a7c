/// A JSON array of records, read as JSON lines: each item becomes a line, at the same offset.
///
/// Brackets round the array become spaces, commas between items line feeds, line ends elsewhere
/// spaces. A line end inside a string, which JSON forbids, ends the item: so a missing quote costs
/// one item where each has a line of its own.
final class ArrayStream: ByteStream {
  private let base: any ByteStream
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// Whether data starts as an array of objects.
  static func begins(_ start: ArraySlice<UInt8>) -> Bool {
    var text = start
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    text = text.drop { $0 <= 0x20 }
    return text.first == 0x5B && text.dropFirst().drop { $0 <= 0x20 }.first == 0x7B
  }

  init(_ base: any ByteStream) { self.base = base }

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
        depth = 1
      default: break
      }
      return byte
    }
    switch byte {
    case 0x22: isInString = true
    case 0x5B where depth == 0:
      depth = 1
      return 0x20
    case 0x5B, 0x7B: depth += 1
    case 0x5D where depth <= 1: return 0x20
    case 0x5D, 0x7D: depth = max(1, depth - 1)
    case 0x2C where depth == 1: return 0x0A
    case 0x0A: return 0x20
    default: break
    }
    return byte
  }
}
