import ArgumentParser

/// The queue as a person reads it.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the top of a queue for reading.",
    discussion: """
      For each item: rank, band, score and what it is made of, what it shares with other ads, and \
      every indicator with its quote. With --cluster one cluster or template: its places, days and \
      contacts, and its wording with the parts that vary between ⟨ and ⟩.

      Example: searchlight show queue.jsonl --top 5
      Example: searchlight show queue.jsonl --cluster 5eb4cc41583bb323
      """)

  @Argument(
    help: "A queue, from 'scan' or 'rank', or - for standard input.",
    completion: .file(extensions: ["jsonl"]))
  var queue: String

  @Option(parsing: .unconditional, help: ArgumentHelp("How many items.", valueName: "n"))
  var top = 10

  @Option(help: ArgumentHelp("One cluster or template, by its id in 'links'.", valueName: "id"))
  var cluster: String?

  func validate() throws {
    if top < 1 { throw ValidationError("--top must be 1 or more") }
  }

  func run() throws {
    let output = try OutputFile(nil)
    if let cluster {
      guard let text = try ClusterText.text(of: cluster, in: queue) else {
        throw RunFailure.noSuchCluster(cluster, path: queue)
      }
      return try output.write(Array(text.utf8))
    }
    try QueueText(colour: Messages.wantsColour).show(queue, top: top) { text in
      try output.write(Array(text.utf8))
    }
  }
}
