import Testing

@Suite struct ContactCaseTests {
  @Test func `telephone numbers of the marked examples are read`() throws {
    let score = try CaseScore.measure("phones")
    #expect(score.total >= 150)
    #expect(score.precision >= 0.99 && score.recall >= 0.97)
    #expect(score.exactShare >= 0.97)
  }

  @Test func `e-mail and web addresses of the marked examples are read`() throws {
    let score = try CaseScore.measure("emails-urls")
    #expect(score.total >= 100)
    #expect(score.f1 >= 0.97 && score.exactShare >= 0.97)
  }

  @Test func `accounts of the marked examples are read with their platforms`() throws {
    let score = try CaseScore.measure("handles")
    #expect(score.total >= 100)
    #expect(score.f1 >= 0.95 && score.precision >= 0.95)
  }

  @Test func `wallets and payment accounts of the marked examples are read`() throws {
    let score = try CaseScore.measure("wallets-payments")
    #expect(score.total >= 100)
    #expect(score.exactShare >= 0.98)
  }
}
