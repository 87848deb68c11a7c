import ArgumentParser
import Fetching
import Model

/// Where a crawl starts and what belongs to it.
struct SeedOptions: ParsableArguments {
  @Argument(help: "Pages to start from.")
  var urls: [String] = []

  @Option(
    help: "A file of pages to start from, one a line, # starts a comment; - for standard input.",
    completion: .file())
  var seeds: String?

  @Option(
    name: .customLong("sitemap"),
    help: "A sitemap to start from, or 'robots' for those that robots.txt names; repeatable.")
  var sitemaps: [String] = []

  @Option(help: "Leave out sitemap entries last changed before this day, as 2011-02-06.")
  var since: String?

  @Option(help: "Leave out sitemap entries last changed after this day.")
  var until: String?

  @Option(help: "A site profile: hosts, links, fields and limits of a site.", completion: .file())
  var profile: String?

  @Option(help: "Links to follow from a seed (default: 0 without a profile, 5 with one).")
  var depth: Int?

  func validate() throws {
    let days = try [("--since", since), ("--until", until)].map { name, text -> CalendarDay? in
      guard let text else { return nil }
      guard let day = CalendarDay(text) else {
        throw ValidationError("\(name) takes a day such as 2011-02-06")
      }
      return day
    }
    if let first = days[0], let last = days[1], last < first {
      throw ValidationError("--until must not be before --since")
    }
    for text in urls + sitemaps where text != "robots" {
      do throws(AddressProblem) { _ = try WebAddress(text) } catch {
        throw ValidationError("'\(WebAddress.shown(text))': \(error)")
      }
    }
    if let depth, depth < 0 { throw ValidationError("--depth must be 0 or more") }
  }

  /// The pages to start from, with those of the profile.
  func addresses(_ profile: SiteProfile?, _ filter: QueryFilter) throws -> [WebAddress] {
    var result: [WebAddress] = []
    for text in urls { result.append(try address(text, WebAddress.shown(text), filter)) }
    for text in profile?.seeds ?? [] { result.append(try address(text, text, filter)) }
    guard let seeds else { return result }
    let name = seeds == "-" ? "standard input" : seeds
    let bytes = try WholeFile.read(seeds, takesInput: true)
    // Editors of some systems begin files with a mark of byte order.
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = line.drop { $0 <= 0x20 }
      if text.isEmpty || text.first == 0x23 { continue }
      result.append(
        try address(String(decoding: text, as: UTF8.self), "\(name):\(index + 1)", filter))
    }
    return result
  }

  /// The sitemaps to start from, with those of the profile, without `robots`.
  func sitemapAddresses(_ profile: SiteProfile?, _ filter: QueryFilter) throws -> [WebAddress] {
    try (sitemaps + (profile?.sitemaps ?? [])).filter { $0 != "robots" }.map {
      try address($0, $0, filter)
    }
  }

  /// Whether robots.txt is asked for sitemaps.
  func usesRobotsSitemaps(_ profile: SiteProfile?) -> Bool {
    (sitemaps + (profile?.sitemaps ?? [])).contains("robots")
  }

  private func address(
    _ text: String, _ place: String, _ filter: QueryFilter
  ) throws(FetchError) -> WebAddress {
    do throws(AddressProblem) { return try WebAddress(text, filter: filter) } catch {
      throw .badAddress(place: place, error)
    }
  }
}
