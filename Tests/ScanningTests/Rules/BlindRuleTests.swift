import Testing

/// Texts that were written and marked by someone who had not seen the rules; each page says what the
/// rules found in it at first.
@Suite struct BlindRuleTests {
  @Test(arguments: [
    ("blind-rules-labour", 0.96, 0.16, 0.43), ("blind-rules-adverts", 0.89, 0.31, 0.47),
  ])
  func `the families of texts that were written before the rules saw them are found`(
    name: String, precision: Double, recall: Double, exact: Double
  ) throws {
    let score = try RulePageScore.measure(name)
    #expect(score.total >= 200)
    #expect(score.all.precision >= precision && score.all.recall >= recall)
    #expect(score.exactShare >= exact)
  }
}
