import CWindowProbe
import Generated
import Testing

@testable import Scanning

@Suite struct WindowProbeTests {
  private typealias Find = (
    UnsafePointer<UInt8>, Int, UnsafePointer<UInt32>, UnsafeMutablePointer<UInt32>
  ) -> Int

  /// The offsets below `count` that `find` finds in `text`, which has bytes behind them to be read.
  private func offsets(
    _ text: [UInt8], _ count: Int, _ bitmap: [UInt32], _ find: Find
  ) throws -> [Int] {
    var found = [UInt32](repeating: .max, count: count + 4 * Int(WP_REACH))
    let foundCount = try found.withUnsafeMutableBufferPointer { found in
      try text.withUnsafeBufferPointer { text in
        try bitmap.withUnsafeBufferPointer { bitmap in
          find(
            try #require(text.baseAddress), count, try #require(bitmap.baseAddress),
            try #require(found.baseAddress))
        }
      }
    }
    return found[..<foundCount].map(Int.init).filter { $0 < count }
  }

  @Test func `every window whose bit is set is found, on this processor and on any`() throws {
    var random = SeededGenerator(seed: 1129)
    for round in 0..<60 {
      let count = round < 40 ? round : Int.random(in: 40...4000, using: &random)
      let text = (0..<count + 2 * Int(WP_REACH)).map { _ in
        FoldedAlphabet.bytes[Int.random(in: 0..<(round % 3 == 0 ? 3 : 32), using: &random)]
      }
      var bitmap = [UInt32](repeating: 0, count: 1 << Int(WP_HASH_BITS - 5))
      for _ in 0..<[0, 40, 4000, 200_000][round % 4] {
        let bit = Int.random(in: 0..<1 << Int(WP_HASH_BITS), using: &random)
        bitmap[bit >> 5] |= 1 << UInt32(bit & 31)
      }
      let expected = (0..<count).filter { place in
        let window = (0..<4).reduce(UInt32(0)) { $0 | UInt32(text[place + $1]) << UInt32(8 * $1) }
        let hash = KeyTable.hash(window) >> (32 - KeyTable.bitmapBits)
        return bitmap[Int(hash >> 5)] >> (hash & 31) & 1 == 1
      }
      #expect(try offsets(text, count, bitmap, wp_find) == expected)
      #expect(try offsets(text, count, bitmap, wp_find_anywhere) == expected)
    }
  }
}
