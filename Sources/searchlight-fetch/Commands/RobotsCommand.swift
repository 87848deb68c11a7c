import ArgumentParser
import Fetching
import Foundation
import Model

/// What a robots.txt allows.
struct RobotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robots",
    abstract: "Say what a robots.txt file allows.",
    discussion: """
      Reads a file, not the network. Exits 0 when all addresses are allowed, 1 when one is not.

      Example: searchlight fetch robots robots.txt https://ads.example.com/list
      Example: searchlight fetch robots --batch < questions.jsonl

      With --batch each line of standard input is an object with 'file', 'agent' and 'urls'; the \
      answer is a line with 'allowed', true or false for each address, null where it is none.
      """)

  @Argument(help: "The file, then addresses.", completion: .file())
  var arguments: [String] = []

  @Option(help: "The crawler's product token.")
  var agent = "searchlight"

  @Flag(help: "Answer questions from standard input.")
  var batch = false

  private struct Question: Decodable {
    var file: String
    var agent: String
    var urls: [String]
  }

  func validate() throws {
    guard batch ? arguments.isEmpty : arguments.count > 1 else {
      throw ValidationError("give a file and addresses, or --batch")
    }
  }

  func run() throws {
    if batch { return try answerQuestions() }
    let answers = RobotsQuery.answers(
      robots: try WholeFile.read(arguments[0]), agent: agent, urls: Array(arguments.dropFirst()))
    var isAllAllowed = true
    for answer in answers {
      let word = answer.isAllowed.map { $0 ? "allow" : "disallow" } ?? "no address"
      if answer.isAllowed != true { isAllAllowed = false }
      let url = answer.isAllowed == nil ? WebAddress.shown(answer.url) : answer.url
      try StandardOutput.write(Array("\(word)\t\(TerminalText.plain(url))\n".utf8))
    }
    if !isAllAllowed { throw ExitCode(1) }
  }

  private func answerQuestions() throws {
    while let line = readLine() {
      let question: Question
      do { question = try JSONDecoder().decode(Question.self, from: Data(line.utf8)) } catch {
        throw ValidationError("--batch: a line is no object with 'file', 'agent' and 'urls'")
      }
      let answers = RobotsQuery.answers(
        robots: try WholeFile.read(question.file), agent: question.agent, urls: question.urls)
      let words = answers.map { $0.isAllowed.map(String.init) ?? "null" }
      try StandardOutput.write(Array("{\"allowed\":[\(words.joined(separator: ","))]}\n".utf8))
    }
  }
}
