/// What a page is for the crawl. The raw values are stored.
package enum PageKind: Int, Sendable {
  /// A page of a crawl without a profile.
  case page = 0
  /// A page that leads to others.
  case listing = 1
  /// A page that holds an ad.
  case ad = 2
  /// A sitemap, or an index of sitemaps.
  case sitemap = 3

  /// As `Searchlight-Page` of a response record has it.
  var name: String {
    switch self {
    case .page: "page"
    case .listing: "listing"
    case .ad: "ad"
    case .sitemap: "sitemap"
    }
  }
}
