import Testing

@testable import Scoring

struct RankingMetricsTests {
  private func metrics(_ scores: [Double], _ labels: [Double]) -> RankingMetrics {
    RankingMetrics(scores: scores, labels: labels, relevant: labels.map { $0 > 0 })
  }

  @Test func `a perfect order has all measures at one`() {
    let perfect = metrics([4, 3, 2, 1], [1, 1, 0, 0])
    #expect(perfect.averagePrecision == 1)
    #expect(perfect.rocArea == 1)
    #expect(perfect.ndcg == 1)
    #expect(perfect.precision(at: 2) == 1)
    #expect(perfect.lift(at: 2) == 2)
    #expect(perfect.recall(at: 1) == 0.5)
  }

  @Test func `tied items count as the mean over their orders`() {
    let tied = metrics([1, 1, 1, 1], [1, 0, 0, 0])
    #expect(tied.precision(at: 1) == 0.25)
    #expect(tied.precision(at: 3) == 0.25)
    #expect(tied.rocArea == 0.5)
    #expect(tied.averagePrecision == 0.25)
  }

  @Test func `measures that labels of one kind cannot tell are missing`() {
    #expect(metrics([2, 1], [0, 0]).averagePrecision == nil)
    #expect(metrics([2, 1], [0, 0]).ndcg == nil)
    #expect(metrics([2, 1], [1, 1]).rocArea == nil)
    #expect(metrics([], []).precision(at: 10) == nil)
  }

  @Test func `depths beyond the end measure the whole order`() {
    #expect(metrics([3, 2, 1], [1, 0, 1]).precision(at: 100) == 2.0 / 3)
  }

  @Test func `a random order of one item finds it`() {
    #expect(RandomOrder.averagePrecision(relevant: 1, count: 1) == 1)
    #expect(RandomOrder.averagePrecision(relevant: 0, count: 5) == nil)
    // Both orders of two items, one of them relevant: 1 and 1/2.
    #expect(RandomOrder.averagePrecision(relevant: 1, count: 2) == 0.75)
  }

  @Test func `an interval of nothing is the whole range`() {
    #expect(Proportion(0, of: 0).share == nil)
    #expect(Proportion(0, of: 0).high == 1)
    #expect(Proportion(0, of: 10).low == 0)
    #expect(Proportion(10, of: 10).high > 0.999_999)
  }
}
