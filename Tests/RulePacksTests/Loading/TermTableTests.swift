import Model
import Testing

@testable import RulePacks

@Suite struct TermTableTests {
  private func pack(_ text: String, file: String = "lists/words.csv") throws -> RulePack {
    let problems = ProblemList()
    let pack = TermTable(problems: problems).read(text, file: file)
    #expect(problems.problems == [])
    return try #require(pack)
  }

  @Test func `a row is a rule with its source, weight and place`() throws {
    let pack = try pack(
      """
      language,term,family,weight,grade,source,name
      en,"free room, no rent",housing.coercion,1.5,C,"Agency list, 2024",Free room
      es,piso gratis,housing.coercion,2,B,Other list,

      """)
    #expect(pack.name == "words")
    #expect(pack.language == "mul")
    #expect(pack.sources == ["Agency list, 2024": "Agency list, 2024", "Other list": "Other list"])
    let rule = try #require(pack.rules.first)
    #expect(rule.id == "housing.coercion.term-free-room-no-rent")
    #expect(rule.family == "housing.coercion")
    #expect(rule.name == "Free room")
    #expect(rule.weight == Points(1.5))
    #expect(rule.evidence == Rule.Evidence(grade: .c, sources: ["Agency list, 2024"]))
    #expect(rule.subject == .pattern(#"\bfree\s+room\,\s+no\s+rent\b"#))
    #expect(rule.subjectLocation == SourceLocation(file: "lists/words.csv", line: 2, column: 4))
    #expect(pack.rules.map(\.version) == [1, 1])
  }

  @Test(arguments: [
    ("a.b", #"\ba\.b\b"#), ("$100", #"\$100\b"#), ("two  words", #"\btwo\s+words\b"#),
    ("高薪", "高薪"), ("ｆｕｌｌ", #"\bfull\b"#), ("don’t", #"\bdon\'t\b"#), ("qué", #"\bqué\b"#),
  ])
  func `a term is matched as whole words and never as a pattern`(term: String, pattern: String) {
    #expect(TermTable.pattern(term) == pattern)
  }

  @Test func `terms that are not ASCII, or too long, are named by a hash`() throws {
    let pack = try pack(
      """
      term,family,weight,grade,source
      高薪,deception,1,C,List
      a phrase that is far too long to be an id of a rule,deception,1,C,List
      """)
    #expect(pack.rules.allSatisfy { $0.id.hasPrefix("deception.term-") && $0.id.count == 25 })
    #expect(Set(pack.rules.map(\.id)).count == 2)
  }

  @Test func `quotes, tabs, carriage returns and a byte order mark are read`() throws {
    let text =
      "\u{FEFF}term\tfamily\tweight\tgrade\tsource\r\n\"say \"\"yes\"\"\"\ttrust\t1\tC\tList\r\n"
    let pack = try pack(text, file: "words.tsv")
    #expect(pack.rules.map(\.examples) == [["⟦say \"yes\"⟧"]])
  }

  @Test func `lists with semicolons and decimal commas are read`() throws {
    let text =
      "\u{FEFF}term;family;weight;grade;source\r\nfree, no rent;housing.coercion;1,5;C;List\r\n"
    let rule = try #require(try pack(text).rules.first)
    #expect(rule.weight == Points(1.5) && rule.examples == ["⟦free, no rent⟧"])
  }

  @Test func `a word list loads beside packs`() throws {
    let folder = try TemporaryFolder()
    try folder.write(LockFileTests.pack, "packs/case.yml")
    try folder.write(
      "term,family,weight,grade,source\nsure thing,trust,0.5,C,List\n", "packs/words.csv")
    let library = try RuleLibrary.load(RuleLibrary.Request(paths: [folder.path]))
    #expect(library.book.rules.map(\.id) == ["trust.real", "trust.term-sure-thing"])
    #expect(library.book.packs.map(\.name) == ["case", "words"])
    #expect(library.packFiles.count == 2)
  }
}
