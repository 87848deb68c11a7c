import Testing

/// Texts that were written and marked by someone who had not seen the rules; each page says what the
/// rules found in it at first, before causes that it showed were seen to.
@Suite struct BlindRuleTests {
  @Test(arguments: [
    ("blind-rules-labour", 0.99, 0.91, 0.9), ("blind-rules-adverts", 0.95, 0.87, 0.85),
    ("blind-rules-labour-2", 0.92, 0.37, 0.54), ("blind-rules-adverts-2", 0.84, 0.38, 0.55),
  ])
  func `the families of texts that were written before the rules saw them are found`(
    name: String, precision: Double, recall: Double, exact: Double
  ) throws {
    let score = try RulePageScore.measure(name)
    #expect(score.total >= 120)
    #expect(score.all.precision >= precision && score.all.recall >= recall)
    #expect(score.exactShare >= exact)
  }
}
