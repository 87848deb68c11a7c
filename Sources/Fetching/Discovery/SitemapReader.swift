internal import CXML

/// Reads sitemaps, indexes of sitemaps and plain lists of addresses. Source: sitemaps.org.
enum SitemapReader {
  /// One entry.
  struct Entry: Equatable {
    var location: String
    /// As written.
    var lastChange: String?
    /// Whether it is a sitemap itself.
    var isSitemap: Bool
  }

  /// Entries that are taken of one file; sitemaps.org allows 50,000.
  private static let entryLimit = 50_000

  /// The entries of a file, which may be gzip. A file that breaks off gives what came before.
  static func entries(_ bytes: [UInt8], limit: Int) -> [Entry] {
    let bytes = DecodedBody.gunzipped(bytes, limit: limit)
    let start = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    if start.first == 0x3C { return xml(bytes) }
    return start.split { $0 == 0x0A || $0 == 0x0D }.prefix(entryLimit).map {
      Entry(location: String(decoding: $0, as: UTF8.self), lastChange: nil, isSitemap: false)
    }
  }

  private static func xml(_ bytes: [UInt8]) -> [Entry] {
    guard let reader = cxml_reader_of(bytes, bytes.count) else { return [] }
    defer { cxml_reader_free(reader) }
    var entries: [Entry] = []
    var current: Entry?
    var field = ""
    while entries.count < entryLimit {
      let event = cxml_reader_next(reader)
      if event == CXML_DONE || event == CXML_BROKEN { break }
      let value = cxml_reader_value(reader).map { String(cString: $0) } ?? ""
      switch event {
      case CXML_START:
        if value == "url" || value == "sitemap" {
          current = Entry(location: "", lastChange: nil, isSitemap: value == "sitemap")
        }
        field = cxml_reader_is_empty(reader) == 1 ? "" : value
      case CXML_END:
        field = ""
        if value == "url" || value == "sitemap" {
          if let entry = current, !entry.location.isEmpty { entries.append(entry) }
          current = nil
        }
      default:
        let text = value.filter { !$0.isWhitespace }
        if field == "loc" { current?.location += text }
        if field == "lastmod" { current?.lastChange = text }
      }
    }
    return entries
  }
}
