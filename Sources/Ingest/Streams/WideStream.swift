/// UTF-16 with a byte order mark, read as UTF-8: what spreadsheets call "Unicode text".
///
/// Lone surrogates and a last odd byte become U+FFFD.
final class WideStream: ByteStream {
  private let base: any ByteStream
  private let isBigEndian: Bool
  private var block = [UInt8](repeating: 0, count: 1 << 16)
  private var oddByte: UInt8?
  private var high: UInt16?
  private var decoded: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Whether data starts with a byte order mark of UTF-16.
  static func begins(_ start: ArraySlice<UInt8>) -> Bool {
    start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
  }

  /// - Parameter base: stands at the byte order mark, which is left out.
  init(_ base: any ByteStream, isBigEndian: Bool) {
    self.base = base
    self.isBigEndian = isBigEndian
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    while start == decoded.count {
      if isAtEnd { return 0 }
      decoded.removeAll(keepingCapacity: true)
      start = 0
      let got = try block.withReading { (target) throws(StreamError) in
        try base.read(into: target)
      }
      decode(block[..<got])
      if got == 0 {
        isAtEnd = true
        if high != nil || oddByte != nil { decoded += Self.replacement }
      }
    }
    let count = min(decoded.count - start, buffer.count)
    decoded[start..<start + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
    start += count
    return count
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  private func decode(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      guard let first = oddByte else {
        oddByte = byte
        continue
      }
      oddByte = nil
      let unit = isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
      take(unit)
    }
  }

  private func take(_ unit: UInt16) {
    if let lead = high {
      high = nil
      if UTF16.isTrailSurrogate(unit) {
        append(0x10000 + (UInt32(lead) - 0xD800) << 10 + (UInt32(unit) - 0xDC00))
        return
      }
      decoded += Self.replacement
    }
    if UTF16.isLeadSurrogate(unit) {
      high = unit
    } else if UTF16.isTrailSurrogate(unit) {
      decoded += Self.replacement
    } else if unit != 0xFEFF {
      append(UInt32(unit))
    }
  }

  private func append(_ value: UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return }
    decoded += UTF8.encode(scalar).map(Array.init) ?? Self.replacement
  }
}
