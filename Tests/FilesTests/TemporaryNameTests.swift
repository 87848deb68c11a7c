import Files
import Testing

@Suite struct TemporaryNameTests {
  @Test(arguments: [
    (".queue.jsonl.partial-aB3xYz", true), (".x.partial-000000", true),
    (TemporaryName.template(of: "queue.jsonl"), true), ("queue.jsonl.partial-aB3xYz", false),
    (".queue.jsonl.partial-notes", false), (".queue.partial-a.json", false), (".partial", false),
    (".hidden.jsonl", false), ("", false),
  ])
  func `names of temporary files are told from others`(name: String, expected: Bool) {
    #expect(TemporaryName.matches(name) == expected)
  }
}
