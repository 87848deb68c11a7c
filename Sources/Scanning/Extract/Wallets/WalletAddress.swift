internal import COpenSSL

/// Checks the checksums of cryptocurrency addresses.
enum WalletAddress {
  /// Whether `address` is a Bitcoin address of base58 with a checksum that holds: version byte 0 or
  /// 5, 25 bytes. Source: Bitcoin Core, base58check.
  static func isBase58Bitcoin(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 25)
    for character in address {
      guard let value = base58Value(character) else { return false }
      var carry = value
      for index in stride(from: 24, through: 0, by: -1) {
        carry += Int(bytes[index]) * 58
        bytes[index] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      if carry > 0 { return false }
    }
    let leadingOnes = address.prefix { $0 == UInt8(ascii: "1") }.count
    guard bytes[0] == 0 || bytes[0] == 5, bytes.prefix(while: { $0 == 0 }).count == leadingOnes
    else { return false }
    return Array(sha256(sha256(Array(bytes[..<21])))[..<4]) == Array(bytes[21...])
  }

  private static func base58Value(_ character: UInt8) -> Int? {
    switch character {
    case UInt8(ascii: "1")...UInt8(ascii: "9"): Int(character) - 0x31
    case UInt8(ascii: "A")...UInt8(ascii: "H"): Int(character) - 0x41 + 9
    case UInt8(ascii: "J")...UInt8(ascii: "N"): Int(character) - 0x4A + 17
    case UInt8(ascii: "P")...UInt8(ascii: "Z"): Int(character) - 0x50 + 22
    case UInt8(ascii: "a")...UInt8(ascii: "k"): Int(character) - 0x61 + 33
    case UInt8(ascii: "m")...UInt8(ascii: "z"): Int(character) - 0x6D + 44
    default: nil
    }
  }

  private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    let status = openssl_sha256(bytes, bytes.count, &digest)
    precondition(status == 1, "SHA-256 is not available")
    return digest
  }

  /// Whether `address` is a Bitcoin address of bech32 (version 0) or bech32m (later) with a checksum
  /// that holds. Source: BIP 173 and BIP 350.
  static func isBech32Bitcoin(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    guard address.count >= 14, address.count <= 74 else { return false }
    let hasLower = address.contains { $0 &- 0x61 < 26 }
    let hasUpper = address.contains { $0 &- 0x41 < 26 }
    guard hasLower != hasUpper, address[0] | 0x20 == UInt8(ascii: "b"),
      address[1] | 0x20 == UInt8(ascii: "c"), address[2] == UInt8(ascii: "1")
    else { return false }
    // The human-readable part "bc", expanded: high bits, zero, low bits.
    var values: [UInt32] = [3, 3, 0, 2, 3]
    for character in address.dropFirst(3) {
      let lower = character &- 0x41 < 26 ? character | 0x20 : character
      guard let value = bech32Characters.firstIndex(of: lower) else { return false }
      values.append(UInt32(value))
    }
    let version = values[5]
    guard version <= 16 else { return false }
    let expected: UInt32 = version == 0 ? 1 : 0x2BC8_30A3
    let dataCount = (address.count - 3 - 7) * 5 / 8
    guard version == 0 ? dataCount == 20 || dataCount == 32 : (2...40).contains(dataCount) else {
      return false
    }
    return polymod(values) == expected
  }

  private static let bech32Characters = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  private static func polymod(_ values: [UInt32]) -> UInt32 {
    let generators: [UInt32] = [
      0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3,
    ]
    var checksum: UInt32 = 1
    for value in values {
      let top = checksum >> 25
      checksum = (checksum & 0x1FF_FFFF) << 5 ^ value
      for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { checksum ^= generators[bit] }
    }
    return checksum
  }

  /// Whether `digits`, the 40 hexadecimal digits of an Ethereum address, are all of one case or
  /// have the mixed case of their checksum. Source: EIP-55.
  static func isEthereum(_ digits: UnsafeBufferPointer<UInt8>) -> Bool {
    guard digits.count == 40, digits.allSatisfy(isHexDigit) else { return false }
    let hasLower = digits.contains { $0 &- 0x61 < 6 }
    let hasUpper = digits.contains { $0 &- 0x41 < 6 }
    guard hasLower && hasUpper else { return digits.contains { $0 != digits[0] } }
    let digest = Keccak.digest(digits.map { $0 &- 0x41 < 6 ? $0 | 0x20 : $0 })
    for (index, digit) in digits.enumerated() where digit > 0x39 {
      let nibble = index % 2 == 0 ? digest[index / 2] >> 4 : digest[index / 2] & 15
      if (nibble >= 8) != (digit &- 0x41 < 6) { return false }
    }
    return true
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
  }
}
