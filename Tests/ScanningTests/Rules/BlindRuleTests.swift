import Testing

/// Texts that were written and marked by someone who had not seen the rules; each page says what the
/// rules found in it at first, before causes that it showed were seen to.
@Suite struct BlindRuleTests {
  @Test(arguments: [
    ("blind-rules-labour", 0.99, 0.92, 0.92), ("blind-rules-adverts", 0.98, 0.9, 0.89),
    ("blind-rules-labour-2", 0.97, 0.82, 0.84), ("blind-rules-adverts-2", 0.99, 0.81, 0.85),
    ("blind-rules-labour-3", 0.95, 0.8, 0.82), ("blind-rules-adverts-3", 0.97, 0.81, 0.85),
    ("blind-rules-labour-4", 0.96, 0.66, 0.75), ("blind-rules-adverts-4", 0.98, 0.74, 0.81),
    ("blind-rules-labour-5", 0.97, 0.7, 0.74), ("blind-rules-adverts-5", 0.93, 0.66, 0.72),
    ("blind-rules-labour-6", 0.88, 0.15, 0.47), ("blind-rules-adverts-6", 0.91, 0.21, 0.5),
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
