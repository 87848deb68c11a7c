import Generated
import Model
import Testing

@testable import Scanning

@Suite struct ClaimedSpansTests {
  @Test func `claims are found by what they share, whatever the order they were made in`() {
    var generator = SeededGenerator(seed: 5)
    var spans = ClaimedSpans()
    for _ in 0..<200 {
      spans.removeAll()
      var made: [Range<Int>] = []
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        let start = Int.random(in: 0..<60, using: &generator)
        let range = start..<start + Int.random(in: 1...9, using: &generator)
        spans.claim(range, as: .phone)
        made.append(range)
        #expect(spans.count == made.count)
        #expect(spans.inOrder.map(\.span.start) == made.map { UInt32($0.lowerBound) }.sorted())
        let asked = Int.random(in: 0..<60, using: &generator)
        let question = asked..<asked + Int.random(in: 1...9, using: &generator)
        let overlapping = made.filter { $0.overlaps(question) }
        #expect(spans.isFree(question) == overlapping.isEmpty)
        #expect(
          spans.claim(overlapping: question).map { Int($0.span.start) }
            == overlapping.map(\.lowerBound).max())
      }
    }
  }
}
