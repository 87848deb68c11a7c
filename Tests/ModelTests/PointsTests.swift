import Testing

@testable import Model

@Suite struct PointsTests {
  @Test(arguments: [
    (1.5, "1.5"), (0, "0"), (-0.25, "-0.25"), (3, "3"), (0.001, "0.001"), (12.34, "12.34"),
    (-0.05, "-0.05"),
    (1000, "1000"), (10.1, "10.1"),
  ])
  func `points print with as few digits as needed`(value: Double, text: String) {
    #expect(Points(value).description == text)
  }

  @Test func `tenths add up exactly`() {
    let sum = (0..<10).reduce(Points.zero) { total, _ in total + Points(0.1) }
    #expect(sum == Points(1))
  }
}
