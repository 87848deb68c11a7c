import Foundation
import Testing

@testable import Scoring

@Suite struct ExternalSorterTests {
  private struct Pair: BitwiseCopyable, Equatable {
    var high: UInt32
    var low: UInt32
  }

  /// Many pairs have the same key, so that the second number decides.
  private enum Order: RecordOrder {
    static func key(_ pair: Pair) -> UInt64 { UInt64(pair.high / 4) }
    static func precedes(_ left: Pair, _ right: Pair) -> Bool {
      (left.high, left.low) < (right.high, right.low)
    }
  }

  @Test(arguments: [0, 1, 2, 99, 100, 101, 1_234])
  func `records come in order, whatever the number of runs`(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count) + 1)
    let pairs = (0..<count).map { _ in
      Pair(high: .random(in: 0..<40, using: &generator), low: .random(in: 0..<9, using: &generator))
    }
    let sorter = ExternalSorter<Order>(folder: NSTemporaryDirectory(), limit: 100)
    for pair in pairs { try sorter.append(pair) }
    let sorted = try sorter.finish()
    var found: [Pair] = []
    while let pair = try sorted.next() { found.append(pair) }
    #expect(found == pairs.sorted(by: Order.precedes))
  }
}
