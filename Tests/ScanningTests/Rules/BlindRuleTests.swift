import Testing

/// Texts that were written and marked by someone who had not seen the rules; each page says what the
/// rules found in it at first, before causes that it showed were seen to.
@Suite struct BlindRuleTests {
  @Test(arguments: [
    ("blind-rules-labour", 0.99, 0.92, 0.92), ("blind-rules-adverts", 0.98, 0.88, 0.88),
    ("blind-rules-labour-2", 0.98, 0.76, 0.8), ("blind-rules-adverts-2", 0.98, 0.7, 0.77),
    ("blind-rules-labour-3", 0.95, 0.77, 0.8), ("blind-rules-adverts-3", 0.97, 0.72, 0.8),
    ("blind-rules-labour-4", 0.89, 0.16, 0.5), ("blind-rules-adverts-4", 0.96, 0.32, 0.55),
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
