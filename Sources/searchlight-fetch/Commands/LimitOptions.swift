import ArgumentParser
import Fetching

/// What a page and a crawl may cost.
struct LimitOptions: ParsableArguments {
  @Option(
    help: """
      Stop after this many pages in the folder, those of earlier runs included (default: the \
      profile's, else none).
      """)
  var maxPages: Int?

  @Option(
    help: """
      Stop after this many megabytes in the folder, those of earlier runs included (default: the \
      profile's, else none).
      """)
  var maxMegabytes: Int?

  @Option(help: "Stop the run after this many minutes (default: the profile's, else none).")
  var maxMinutes: Double?

  @Option(help: "Most bytes of a body on the wire.")
  var maxPageBytes = 8 << 20

  @Option(help: "Most bytes of a body without its codings.")
  var maxDecodedBytes = 32 << 20

  @Option(help: "Most decoded bytes for each byte on the wire, from 1 MiB on.")
  var maxRatio = 200

  @Option(help: "Most bytes of a response header.")
  var maxHeaderBytes = 256 << 10

  @Option(help: "Most lines of a response header.")
  var maxHeaderLines = 500

  @Option(help: "Redirects followed one after another.")
  var maxRedirects = 5

  @Option(help: "Seconds until a connection stands.")
  var connectTimeout: Double = 15

  @Option(help: "Whole seconds without a byte.")
  var idleTimeout = 30

  @Option(help: "Seconds for a whole page.")
  var totalTimeout: Double = 120

  @Option(help: "Start a new WARC file at this size in megabytes.")
  var warcMegabytes = 1000

  /// A year: no longer time is meant.
  static let mostSeconds = 31_536_000.0

  func validate() throws {
    let counts = [
      maxPages ?? 1, maxMegabytes ?? 1, maxPageBytes, maxDecodedBytes, maxRatio, maxHeaderBytes,
      maxHeaderLines, idleTimeout, warcMegabytes,
    ]
    let seconds = [connectTimeout, totalTimeout, (maxMinutes ?? 1) * 60, Double(idleTimeout)]
    guard counts.allSatisfy({ $0 > 0 && $0 < 1 << 40 }), maxRedirects >= 0,
      seconds.allSatisfy({ $0 > 0 && $0 <= Self.mostSeconds })
    else { throw ValidationError("limits have to be positive, and times at most a year") }
  }

  func apply(to limits: inout TransferLimits) {
    limits.wireBytes = maxPageBytes
    limits.decodedBytes = maxDecodedBytes
    limits.ratio = maxRatio
    limits.headerBytes = maxHeaderBytes
    limits.headerLines = maxHeaderLines
    limits.connect = .milliseconds(Int(connectTimeout * 1000))
    limits.idle = .seconds(idleTimeout)
    limits.total = .milliseconds(Int(totalTimeout * 1000))
  }
}
