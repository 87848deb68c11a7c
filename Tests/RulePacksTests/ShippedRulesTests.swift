import Model
import Testing

@testable import RulePacks

@Suite struct ShippedRulesTests {
  static let library = Result {
    try RuleLibrary.load(RuleLibrary.Request(paths: [Repository.rules]))
  }

  @Test func `every family that a text can show has rules, with the grade of its evidence`() throws
  {
    let library = try Self.library.get()
    var grades: [String: Grade] = [:]
    for family in library.scoring.families { grades[family.id] = family.grade }
    let evidence: [String: Grade] = [
      "contact.obscured": .a, "age.youth": .a, "trust": .a, "origin": .a, "age.stated": .n,
      "age.minor": .c, "movement": .r, "management": .b, "restriction": .c, "screening": .n,
      "price": .b, "risk": .b, "branding": .c, "storefront": .b, "event": .c, "emoji": .c,
      "documents": .c, "debt": .c, "wages": .b, "deception": .b, "employer": .b, "data": .b,
      "mismatch": .b, "housing": .c, "isolation": .c, "hours": .c, "threats": .c,
      "housing.coercion": .c,
    ]
    for (family, grade) in evidence {
      #expect(grades[family] == grade, "\(family)")
      #expect(library.book.rules.contains { $0.family == family }, "\(family)")
    }
  }

  @Test func `there are at least 250 rules, in nine languages`() throws {
    let library = try Self.library.get()
    #expect(library.book.rules.count >= 250)
    let languages = Set(library.book.packs.map(\.language))
    #expect(languages.isSuperset(of: ["en", "es", "pt", "ru", "ro", "zh", "th", "vi", "tl"]))
  }

  @Test func `what was tested without effect, or reversed, weighs nothing`() throws {
    let library = try Self.library.get()
    for (number, rule) in library.book.rules.enumerated() {
      let grade = rule.evidence.grade
      if grade == .n || grade == .r {
        #expect(library.scoring.weights[number] == .zero, "\(rule.id)")
        #expect(rule.evidence.note != nil, "\(rule.id)")
      }
    }
    for family in library.scoring.families where family.grade == .n || family.grade == .r {
      #expect(family.cap == .zero, "\(family.id)")
    }
  }

  @Test func `origin has no part in bands and the same weight in every language`() throws {
    let library = try Self.library.get()
    let origin = try #require(library.scoring.families.first { $0.id == "origin" })
    #expect(!origin.countsForBands)
    #expect(origin.cap == Points(1))
    let offered = library.book.rules.filter {
      $0.family == "origin" && $0.id.hasSuffix("offered")
    }
    #expect(Set(offered.map(\.weight)) == [Points(0.75)])
  }

  @Test func `every rule names sources, and an innocent explanation in a second sentence`() throws {
    let library = try Self.library.get()
    for rule in library.book.rules {
      #expect(!rule.evidence.sources.isEmpty, "\(rule.id)")
      let sentences = rule.description.split { ".;".contains($0) }.count {
        $0.contains(where: \.isLetter)
      }
      #expect(sentences >= 2, "\(rule.id): \(rule.description)")
    }
  }

  @Test func `reassuring context takes points away and never adds any`() throws {
    let library = try Self.library.get()
    for rule in library.book.rules {
      #expect((rule.weight < .zero) == (rule.family == "reassuring"), "\(rule.id)")
    }
  }
}
