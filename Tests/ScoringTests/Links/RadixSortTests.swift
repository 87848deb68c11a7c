import Testing

@testable import Scoring

struct RadixSortTests {
  @Test(arguments: [0, 1, 2, 1000])
  func `keys are sorted by their high half, equal ones stay in order`(count: Int) {
    var generator = SeededGenerator(seed: UInt64(count))
    var spare: [UInt64] = []
    for highest in [UInt64(3), UInt64(UInt32.max)] {
      let keys = (0..<count).map { number in
        UInt64.random(in: 0...highest, using: &generator) << 32 | UInt64(number)
      }
      var sorted = keys
      RadixSort.byHighHalf(&sorted, &spare)
      // The low halves ascend, so a stable sort by the high half is a sort by all.
      #expect(sorted == keys.sorted())
    }
  }
}
