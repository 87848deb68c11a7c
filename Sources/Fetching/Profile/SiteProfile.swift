/// What is known of a site: where its ads are and what may be fetched of it.
package struct SiteProfile: Sendable, Equatable {
  /// The version of the file format that is read.
  package static let format = 1

  /// Where something stands on a page.
  package struct Selector: Sendable, Equatable {
    /// The elements, as XPath 1.0.
    package var xpath: String
    /// The attribute that holds the value; nil for the text.
    package var attribute: String?

    /// Takes the parts as they are.
    package init(xpath: String, attribute: String? = nil) {
      self.xpath = xpath
      self.attribute = attribute
    }
  }

  /// Which links lead to one kind of page.
  package struct Links: Sendable, Equatable {
    /// The link elements; nil for all links whose path fits.
    package var selector: Selector?
    /// Patterns of their paths; empty for any.
    package var paths: [PathPattern]

    /// Takes the parts as they are.
    package init(selector: Selector? = nil, paths: [PathPattern] = []) {
      self.selector = selector
      self.paths = paths
    }
  }

  /// The parts of an ad that a selector can be given for.
  package enum Field: String, CaseIterable, Sendable {
    case id, title, body, date, place, price
  }

  /// The site's name, for people.
  package var site = ""
  /// Hosts that may be fetched from; `*.` at the start takes all names below.
  package var hosts: [String] = []
  /// Paths that may be fetched; empty for all.
  package var allow: [PathPattern] = []
  /// Paths that may not, whatever `allow` says.
  package var deny: [PathPattern] = []
  /// Pages to start from.
  package var seeds: [String] = []
  /// Sitemaps to start from; `robots` takes those that robots.txt names.
  package var sitemaps: [String] = []
  /// Links to pages that list ads.
  package var listings: Links?
  /// Links to the next page of a list.
  package var next: Links?
  /// Links to ads.
  package var ads: Links?
  /// Where the parts of an ad stand.
  package var fields: [Field: Selector] = [:]
  /// Query parameters that do not change the page.
  package var droppedQuery: [String] = []
  /// Links followed from a seed; next pages do not count.
  package var depthLimit: Int?
  /// Pages fetched in all.
  package var pageLimit: Int?
  /// Bytes received in all.
  package var byteLimit: Int?
  /// Seconds a run may take.
  package var secondsLimit: Int?
  /// Least seconds between two requests.
  package var delaySeconds: Double?
  /// Most requests to a host at once.
  package var hostConcurrency: Int?

  /// A profile that says nothing.
  package init() {}

  /// What a page of this address is, as far as the address tells.
  package func kind(of address: WebAddress) -> PageKind {
    if let ads, !ads.paths.isEmpty, ads.paths.contains(where: { $0.matches(address) }) {
      return .ad
    }
    return .listing
  }
}
