import ArgumentParser

/// The queue as a person reads it.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the top of a queue for reading.",
    discussion: """
      For each item: rank, band, score and what it is made of, and every indicator with its quote.

      Example: searchlight show queue.jsonl --top 5
      """)

  @Argument(help: "A queue, from 'scan' or 'rank'.", completion: .file(extensions: ["jsonl"]))
  var queue: String

  @Option(help: ArgumentHelp("How many items.", valueName: "n"))
  var top = 10

  func run() throws {
    let output = try OutputFile(nil)
    try QueueText(colour: Messages.wantsColour).show(queue, top: top) { text in
      try output.write(Array(text.utf8))
    }
  }
}
