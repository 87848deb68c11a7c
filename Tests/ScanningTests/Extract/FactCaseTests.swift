import Testing

@Suite struct FactCaseTests {
  @Test func `ages are read where they are stated and nowhere else`() throws {
    let score = try CaseScore.measure("ages")
    #expect(score.total >= 120)
    #expect(score.precision >= 0.98 && score.recall >= 0.98)
    #expect(score.exactShare >= 0.97)
  }

  @Test func `ages are read in the forms that ads, profiles and personals give them`() throws {
    let score = try CaseScore.measure("age-forms")
    #expect(score.total >= 500)
    #expect(score.precision >= 0.93 && score.recall >= 0.95)
  }

  @Test func `ages are read in every slot of their statements`() throws {
    let score = try CaseScore.measure("age-slots")
    #expect(score.total >= 300)
    #expect(score.precision >= 0.98 && score.recall >= 0.95)
  }

  @Test func `ages are read in bios, in words of other languages and in hidden spellings`() throws {
    let score = try CaseScore.measure("age-shapes")
    #expect(score.total >= 100)
    #expect(score.precision >= 0.99 && score.recall >= 0.98)
  }

  @Test func `ages and limits are read in the classes that whole ads showed`() throws {
    let score = try CaseScore.measure("age-classes")
    #expect(score.total >= 120)
    #expect(score.precision >= 0.99 && score.recall >= 0.99)
  }

  @Test func `ages are read where only all round the number tells of them`() throws {
    let score = try CaseScore.measure("age-evidence")
    #expect(score.total >= 200)
    #expect(score.precision >= 0.9 && score.recall >= 0.77)
  }

  @Test func `ages end titles inside a text and no lines of lists`() throws {
    let score = try CaseScore.measure("age-titles")
    #expect(score.total >= 80)
    #expect(score.precision >= 0.97 && score.recall >= 0.97)
    #expect(score.exactShare >= 0.97)
  }

  @Test func `prices keep the duration and the currency they are stated with`() throws {
    let score = try CaseScore.measure("prices")
    #expect(score.total >= 120)
    #expect(score.precision >= 0.97 && score.recall >= 0.97)
    #expect(score.exactShare >= 0.95)
  }

  @Test func `prices are read without units and in the currencies and words of other languages`()
    throws
  {
    let score = try CaseScore.measure("price-shapes")
    #expect(score.total >= 60)
    #expect(score.precision >= 0.99 && score.recall >= 0.98)
  }

  @Test func `names offered and places are read`() throws {
    let score = try CaseScore.measure("names-places")
    #expect(score.total >= 100)
    #expect(score.precision >= 0.95 && score.recall >= 0.95)
  }

  @Test func `heights, weights and dates are read`() throws {
    let score = try CaseScore.measure("measures-dates")
    #expect(score.total >= 100)
    #expect(score.precision >= 0.97 && score.recall >= 0.97)
  }
}
