import Foundation
import Testing

@Suite struct MessageTests {
  private static let rules = """
    pack: test-words
    format: 1
    version: 1.0.0
    language: en
    sources: {invented: "Invented for tests"}
    rules:
      - id: movement.new-in-town
        name: New in town
        version: 1
        status: stable
        description: Somebody has just arrived. People move for many reasons.
        evidence: {grade: C, sources: [invented]}
        pattern: '\\bnew in town\\b'
        weight: 1
        examples: ["I am ⟦new in town⟧.", "⟦New in town⟧ today."]
        counterexamples: ["A new town.", "New in the shop."]

    """

  @Test func `messages say where, what, and what to do`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rules, to: "rules.yml")
    try folder.write("{\"text\":\"x\"}\n{\"text\":\n", to: "ads.jsonl")
    try folder.write("\n", to: "blank.jsonl")
    try folder.write("{\"colour\":1}\n", to: "other.jsonl")
    try folder.write("short", to: "key")
    let scan = { (rest: [String]) in ["scan"] + rest + ["--rules", "rules.yml"] }
    let commands: [[String]] = [
      scan(["missing.jsonl"]), scan(["ads.jsonl", "-o", "ads.jsonl"]),
      scan(["ads.jsonl", "-o", "no-folder/queue.jsonl"]), scan(["ads.jsonl", "--map", "body"]),
      scan(["ads.jsonl", "--strict"]), scan(["blank.jsonl", "-o", "queue.jsonl"]),
      scan(["other.jsonl", "-o", "queue.jsonl"]), scan(["ads.jsonl", "--redact"]),
      scan(["ads.jsonl", "--redact-key", "key"]), scan(["ads.jsonl", "--jobs", "0"]),
      ["scan", "ads.jsonl", "--rules", "missing.yml"], ["show", "ads.jsonl"],
      ["rules", "show", "no.such", "--rules", "rules.yml"],
      ["rank", "ads.jsonl", "-o", "queue.jsonl", "--rules", "rules.yml"],
      scan(["ads.jsonl", "-o", "."]), scan(["ads.jsonl", "-o", "new/"]),
      scan(["ads.jsonl", "-o", ""]), scan(["ads.jsonl", "--suppress", "."]),
      scan(["ads.jsonl", "--map", "text=body", "-o", "queue.jsonl"]), ["show", "."],
      ["replay", "ads.jsonl", "-o", "ads.jsonl", "--rules", "rules.yml"],
    ]
    var text = ""
    for command in commands {
      let outcome = try Command.run(command, in: folder.url)
      text += "$ searchlight \(command.joined(separator: " "))\n\(outcome.errors)"
      text += "exit \(outcome.code)\n\n"
      #expect(outcome.output.isEmpty)
    }
    try Golden.check(text, "messages.txt")
  }
}
