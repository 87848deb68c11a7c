/// Takes chunked transfer coding off a body as it comes. Source: RFC 9112, section 7.1.
struct Dechunker {
  private enum State {
    case size, sizeRest, data, dataEnd, dataLineEnd, trailer, done
  }

  private var state = State.size
  private var left = 0
  private var digits = 0
  private var isTrailerLineEmpty = true

  /// Whether the last chunk and the trailer have been read.
  var isDone: Bool { state == .done }

  /// Hands the content among `bytes` to `sink`; false where the coding is broken.
  ///
  /// - Parameter sink: may be called several times, in order.
  mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, sink: (UnsafeBufferPointer<UInt8>) -> Void
  ) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch state {
      case .size:
        if let value = PercentEncoding.value(byte) {
          digits += 1
          // 15 digits of 4 bits fit an Int.
          guard digits <= 15 else { return false }
          left = left << 4 | Int(value)
        } else {
          guard digits > 0 else { return false }
          state = .sizeRest
          continue
        }
      case .sizeRest:
        // Extensions are passed over.
        if byte == 0x0A {
          state = left == 0 ? .trailer : .data
          isTrailerLineEmpty = true
        } else if digits > 1 << 12 {
          return false
        }
        digits += 1
      case .data:
        let count = min(left, bytes.count - index)
        sink(UnsafeBufferPointer(rebasing: bytes[index..<index + count]))
        left -= count
        index += count
        if left == 0 { state = .dataEnd }
        continue
      case .dataEnd, .dataLineEnd:
        if byte == 0x0D, state == .dataEnd {
          state = .dataLineEnd
        } else if byte == 0x0A {
          state = .size
          digits = 0
        } else {
          return false
        }
      case .trailer:
        if byte == 0x0A {
          if isTrailerLineEmpty { state = .done }
          isTrailerLineEmpty = true
        } else if byte != 0x0D {
          isTrailerLineEmpty = false
        }
      case .done: return true
      }
      index += 1
    }
    return true
  }
}
