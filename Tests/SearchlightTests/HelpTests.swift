import Testing

@Suite struct HelpTests {
  private func help(_ command: String) throws -> String {
    let folder = try TemporaryFolder()
    let outcome = try Command.run([command, "--help"], in: folder.url)
    withExtendedLifetime(folder) {}
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    return outcome.output
  }

  @Test(arguments: ["worker", "show"])
  func `help is as it was reviewed`(command: String) throws {
    try Golden.check(try help(command), "help-\(command).txt")
  }

  @Test func `the help of a scan has examples and names every limit`() throws {
    let words = try help("scan").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for part in [
      "Example: searchlight scan", "at most 16 MiB", "1000-fold beyond 64 MiB", "nest 8 deep",
      "JSON 250 deep", "elements 2000 deep", "1024 attributes", "match steps",
    ] {
      #expect(words.contains(part), "\(part)")
    }
  }
}
