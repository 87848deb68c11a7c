internal import Foundation
internal import Model

/// What a WACZ needs to know of a crawl, from its manifest.
struct CrawlIndex {
  /// Names of the WARC files, in order.
  private(set) var files: [String] = []
  /// The CDXJ index, sorted.
  private(set) var cdxj: [UInt8] = []
  /// The list of pages.
  private(set) var pages: [UInt8] = []
  /// Times of the first and last record.
  private(set) var first = Instant(milliseconds: 0)
  private(set) var last = Instant(milliseconds: 0)

  init(folder: String) throws(FetchError) {
    var reader = try ManifestReader(folder: folder)
    var lines: [[UInt8]] = []
    var seen: Set<String> = []
    var pageLines = JSONBuffer()
    pageLines.raw("{\"format\":\"json-pages-1.0\",\"id\":\"pages\",\"title\":\"Pages\"}\n")
    while let (_, line) = try reader.next() {
      guard let line, line.isFileName, let time = Self.instant(line.time) else {
        throw .badEvidence(
          place: "\(folder)/\(Manifest.name):\(reader.number)",
          reason: "not a line of a manifest; 'verify' says more")
      }
      if first.milliseconds == 0 { first = time }
      last = max(last, time)
      if seen.insert(line.file).inserted { files.append(line.file) }
      guard line.type == "response" || line.type == "revisit", let url = line.url,
        let key = SURT.key(url)
      else { continue }
      lines.append(Self.index(line, key: key, url: url))
      if line.outcome == Outcome.ok.rawValue, !url.hasSuffix("/robots.txt") {
        Self.addPage(line, url: url, to: &pageLines)
      }
    }
    guard !lines.isEmpty else {
      throw .badEvidence(place: folder, reason: "holds no responses, so there is nothing to pack")
    }
    lines.sort { $0.lexicographicallyPrecedes($1) }
    for line in lines { cdxj += line }
    pages = pageLines.bytes
  }

  private static func index(_ line: ManifestLine, key: String, url: String) -> [UInt8] {
    var json = JSONBuffer()
    json.raw(utf8: "\(key) \(line.time.filter(\.isNumber).prefix(14)) ")
    json.raw("{\"url\":")
    json.string(url)
    json.raw(",\"mime\":")
    json.string(line.type == "revisit" ? "warc/revisit" : line.mediaType ?? "unk")
    json.raw(",\"status\":")
    json.string(line.status.map(String.init) ?? "-")
    json.raw(",\"digest\":")
    json.string(line.payloadDigest ?? line.digest)
    json.raw(",\"length\":")
    json.string(String(line.length))
    json.raw(",\"offset\":")
    json.string(String(line.offset))
    json.raw(",\"filename\":")
    json.string(line.file)
    json.raw("}\n")
    return json.bytes
  }

  private static func addPage(_ line: ManifestLine, url: String, to json: inout JSONBuffer) {
    json.raw("{\"id\":")
    json.string(line.recordID)
    json.raw(",\"url\":")
    json.string(url)
    json.raw(",\"ts\":")
    json.string(line.time)
    json.raw("}\n")
  }

  private static func instant(_ text: String) -> Instant? {
    // The manifest's own form: 2011-02-06T10:00:00Z, with a fraction or without.
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count >= 6 else { return nil }
    return Instant(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
      second: numbers[5], millisecond: numbers.count > 6 ? numbers[6] : 0)
  }
}
