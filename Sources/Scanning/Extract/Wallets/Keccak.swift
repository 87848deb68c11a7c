/// Keccak-256, the hash of Ethereum (not NIST SHA-3, whose padding differs).
///
/// Source: "The Keccak reference", version 3.0, rate 1088 bits.
enum Keccak {
  /// The digest of at most 135 bytes: one block.
  static func digest(_ message: [UInt8]) -> [UInt8] {
    precondition(message.count < 136, "message longer than a block")
    var block = message + [UInt8](repeating: 0, count: 136 - message.count)
    block[message.count] ^= 0x01
    block[135] ^= 0x80
    var state = [UInt64](repeating: 0, count: 25)
    for lane in 0..<17 {
      for byte in 0..<8 { state[lane] |= UInt64(block[lane * 8 + byte]) << UInt64(8 * byte) }
    }
    permute(&state)
    return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64(8 * ($0 % 8))) }
  }

  private static let rotations = [
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
  ]
  private static let lanes = [
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
  ]

  private static func permute(_ state: inout [UInt64]) {
    var register: UInt8 = 1
    for _ in 0..<24 {
      var parity = [UInt64](repeating: 0, count: 5)
      for x in 0..<5 {
        parity[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20]
      }
      for x in 0..<5 {
        let mix = parity[(x + 4) % 5] ^ rotated(parity[(x + 1) % 5], 1)
        for y in stride(from: 0, to: 25, by: 5) { state[y + x] ^= mix }
      }
      var moving = state[1]
      for step in 0..<24 {
        let lane = lanes[step]
        (state[lane], moving) = (rotated(moving, rotations[step]), state[lane])
      }
      for y in stride(from: 0, to: 25, by: 5) {
        let row = Array(state[y..<y + 5])
        for x in 0..<5 { state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]) }
      }
      // The round constant's bits, from the linear feedback register of the reference.
      for bit in 0..<7 {
        if register & 1 == 1 { state[0] ^= 1 << UInt64((1 << bit) - 1) }
        register = register & 0x80 == 0 ? register << 1 : register << 1 ^ 0x71
      }
    }
  }

  private static func rotated(_ value: UInt64, _ count: Int) -> UInt64 {
    value << UInt64(count) | value >> UInt64(64 - count)
  }
}
