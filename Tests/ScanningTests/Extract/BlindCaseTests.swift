import Testing

/// Cases that were written and marked before the readers were run on them; each page says how it was
/// read then, before causes that it showed were seen to.
@Suite struct BlindCaseTests {
  @Test(arguments: [
    "blind-phones", "blind-ages", "blind-ages-2", "blind-ages-3", "blind-ages-4", "blind-ages-5",
    "blind-ages-6", "blind-ages-7", "blind-prices", "blind-accounts",
  ])
  func `cases written before the readers saw them are read`(name: String) throws {
    let score = try CaseScore.measure(name)
    #expect(score.total >= 50)
    #expect(score.precision >= 0.97 && score.recall >= 0.97)
  }

  @Test(arguments: [
    ("blind-phones-2", 1, 0.99), ("blind-prices-2", 0.99, 0.99), ("blind-accounts-2", 0.99, 0.98),
    ("blind-accounts-3", 1, 0.98),
    ("blind-ages-8", 0.98, 0.93), ("blind-ages-9", 0.98, 0.82), ("blind-ages-10", 0.99, 0.95),
    ("blind-ages-11", 0.99, 0.98), ("blind-ages-12", 0.98, 0.95), ("blind-ages-13", 0.99, 0.94),
    ("blind-ages-14", 0.99, 0.94), ("blind-ages-15", 1, 0.97), ("blind-ages-16", 1, 0.99),
    ("blind-ages-17", 0.99, 0.95), ("blind-prices-3", 0.99, 0.99), ("blind-accounts-4", 1, 0.98),
    ("blind-accounts-5", 1, 1), ("blind-ages-18", 1, 1), ("blind-ages-19", 1, 1),
    ("blind-phones-3", 1, 1), ("blind-phones-4", 1, 1), ("blind-prices-4", 1, 1),
    ("blind-prices-5", 1, 1), ("blind-ages-20", 1, 1), ("blind-prices-6", 1, 0.98),
    ("blind-ages-21", 1, 0.99), ("blind-ages-22", 1, 0.98), ("blind-ages-23", 1, 0.98),
    ("blind-prices-7", 0.97, 0.95), ("blind-phones-5", 1, 0.96), ("blind-accounts-6", 1, 1),
    ("blind-ages-24", 1, 0.99), ("blind-ages-25", 1, 0.99), ("blind-ages-26", 1, 1),
    ("blind-ages-27", 0.99, 0.95), ("blind-prices-8", 1, 1), ("blind-phones-6", 1, 1),
    ("blind-accounts-7", 1, 0.98), ("blind-ages-28", 1, 1), ("blind-ages-29", 1, 0.99),
    ("blind-ages-30", 1, 0.96), ("blind-ages-31", 1, 0.97),
    ("blind-ages-32", 0.98, 0.98), ("blind-ages-33", 0.98, 0.97), ("blind-prices-9", 0.97, 0.97),
    ("blind-names", 0.97, 0.69), ("blind-measures", 0.96, 0.95),
    ("blind-ages-34", 0.95, 0.93), ("blind-ages-35", 0.94, 0.74),
    ("blind-names-2", 0.97, 0.72), ("blind-names-3", 0.92, 0.2),
    ("blind-dates", 0.98, 0.98), ("blind-dates-2", 0.96, 0.92), ("blind-places", 0.91, 0.95),
    ("blind-places-2", 0.83, 0.92),
  ])
  func `most of the newest pages is read`(name: String, precision: Double, recall: Double) throws {
    let score = try CaseScore.measure(name)
    #expect(score.total >= 60)
    #expect(score.precision >= precision && score.recall >= recall)
  }

  @Test func `ages of several persons do not contradict each other`() throws {
    var (texts, withTwo) = (0, 0)
    for number in 1...29 {
      for entry in try CaseFile(number == 1 ? "blind-ages" : "blind-ages-\(number)").cases {
        let forms = ReadText(title: entry.title, entry.text).forms
        texts += 1
        if Set(forms.filter { $0.hasPrefix("age ") }).count > 1 { withTwo += 1 }
        #expect(!forms.contains("!age.contradictory"), "\(entry.source)")
      }
    }
    #expect(texts > 2_500 && withTwo > 60)
  }
}
