import ArgumentParser
import Fetching

/// How a site is treated.
struct PolitenessOptions: ParsableArguments {
  @Option(help: "How to reach you: an e-mail address or page; goes into every request.")
  var contact: String

  @Option(help: "The crawler's name, which robots.txt may address: letters, - and _.")
  var agent = "searchlight"

  @Option(help: "Least seconds between two requests to a host (default: 1, or the profile's).")
  var delay: Double?

  @Option(help: "Most seconds that slow answers may make of the delay.")
  var maxDelay: Double = 60

  @Option(help: "Most requests to one host at once (default: 2, or the profile's).")
  var perHost: Int?

  @Option(help: "Most requests at once in all, 1 to 256.")
  var concurrency = 16

  @Flag(help: "Keep the delay as it is, however slowly a host answers.")
  var noThrottle = false

  @Option(help: "Times a page is tried before it counts as failed.")
  var tries = 4

  @Option(
    help: "Leave a site alone for this run if it asks for a longer wait than this, in seconds.")
  var maxWait: Double = 600

  @Option(
    help: ArgumentHelp(
      "Do not ask for robots.txt; the reason goes into the evidence.", valueName: "reason"))
  var ignoreRobots: String?

  func validate() throws {
    guard !agent.isEmpty, agent.utf8.allSatisfy(Self.isTokenByte) else {
      throw ValidationError("--agent: '\(agent)' may hold letters, - and _ only")
    }
    guard contact.contains("@") || contact.contains("://"), isOneLine(contact) else {
      throw ValidationError("--contact: an e-mail address or the address of a page is needed")
    }
    if let reason = ignoreRobots, reason.split(separator: " ").count < 2 || !isOneLine(reason) {
      throw ValidationError("--ignore-robots: a reason in a few words is needed")
    }
    guard concurrency > 0, concurrency <= 256, (perHost ?? 1) > 0, tries > 0 else {
      throw ValidationError("--concurrency is 1 to 256, --per-host and --tries at least 1")
    }
    guard [delay ?? 0, maxDelay, maxWait].allSatisfy((0...LimitOptions.mostSeconds).contains) else {
      throw ValidationError(
        "--delay, --max-delay and --max-wait are seconds from 0 to \(Int(LimitOptions.mostSeconds))"
      )
    }
  }

  /// The `User-Agent` header.
  var userAgent: String {
    let place = contact.contains("://") ? contact : "mailto:\(contact)"
    return "\(agent)/\(SearchlightFetch.version) (+\(place))"
  }

  func throttle(_ profile: SiteProfile?) -> Throttle.Settings {
    Throttle.Settings(
      delay: .milliseconds(Int((delay ?? profile?.delaySeconds ?? 1) * 1000)),
      longestDelay: .milliseconds(Int(maxDelay * 1000)),
      concurrency: perHost ?? profile?.hostConcurrency ?? 2, isAdaptive: !noThrottle)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D || byte == 0x5F
  }
}

/// Whether text can go into a header: no control characters, ASCII.
func isOneLine(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
}
