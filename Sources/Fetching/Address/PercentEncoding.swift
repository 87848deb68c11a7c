internal import Model

/// Percent-encoding brought to one form, so that equal addresses are equal bytes.
///
/// Source: RFC 3986, sections 2.3 and 6.2.2: unreserved characters are never encoded, hexadecimal
/// digits are upper case, what an address may not hold is encoded.
enum PercentEncoding {
  /// Letters, digits and `-._~`.
  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  /// What may stand in a path or query as it is, besides unreserved characters.
  private static func isKept(_ byte: UInt8) -> Bool {
    switch byte {
    // ! $ & ' ( ) * + , / : ; = ? @ [ ]
    case 0x21, 0x24, 0x26...0x2C, 0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5B, 0x5D: true
    default: false
    }
  }

  /// Appends `bytes` in the one form.
  static func append(_ bytes: some Sequence<UInt8>, to result: inout [UInt8]) {
    var state = Escape()
    for byte in bytes { state.take(byte, into: &result) }
    state.finish(into: &result)
  }

  /// Appends one byte as `%XX`.
  static func escape(_ byte: UInt8, into result: inout [UInt8]) {
    result.append(0x25)
    result.append(upperDigit(byte >> 4))
    result.append(upperDigit(byte & 0xF))
  }

  private static func upperDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x41 + value - 10
  }

  /// The value of a hexadecimal digit.
  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x41...0x46: digit - 0x41 + 10
    case 0x61...0x66: digit - 0x61 + 10
    default: nil
    }
  }

  /// A `%` and up to one digit that are waiting for what follows.
  private struct Escape {
    private var isOpen = false
    private var first: UInt8?

    mutating func take(_ byte: UInt8, into result: inout [UInt8]) {
      if isOpen {
        if let first, let high = PercentEncoding.value(first), let low = PercentEncoding.value(byte)
        {
          let decoded = high << 4 | low
          if isUnreserved(decoded) {
            result.append(decoded)
          } else {
            escape(decoded, into: &result)
          }
          self = Escape()
          return
        }
        if first == nil, PercentEncoding.value(byte) != nil {
          first = byte
          return
        }
        finish(into: &result)
      }
      if byte == 0x25 {
        isOpen = true
      } else if isUnreserved(byte) || isKept(byte) {
        result.append(byte)
      } else {
        escape(byte, into: &result)
      }
    }

    /// A `%` that starts no escape stands for itself.
    mutating func finish(into result: inout [UInt8]) {
      if isOpen {
        escape(0x25, into: &result)
        if let first { result.append(first) }
      }
      self = Escape()
    }
  }
}
