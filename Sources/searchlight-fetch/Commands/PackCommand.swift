import ArgumentParser
import Fetching
import Files

/// A folder into one file that replays.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Put a crawl into one WACZ 1.1.1 file, which replay tools open.",
    discussion: """
      Holds the WARC files, an index, the list of pages and the manifest. The crawl itself stays \
      as it is.

      Example: searchlight fetch pack crawl -o crawl.wacz --title 'Case 2026-014'
      """)

  @Argument(help: "The crawl's folder.", completion: .directory)
  var folder: String

  @Option(
    name: [.customShort("o"), .customLong("output")], help: "The file to write.",
    completion: .file(extensions: ["wacz"]))
  var output: String

  @Option(help: "What the collection is called.")
  var title = "Crawl"

  func run() throws {
    try FetchOutput.check([("-o", output)], inputs: [], folder: folder)
    // The package is put together under another name, and would take the place of a device.
    if FileIdentity.isStream(output) {
      throw FetchError.badOption(name: "-o", reason: "'\(output)' is no file")
    }
    try Packer.pack(folder: folder, to: output, tool: SearchlightFetch.tool, title: title)
  }
}
