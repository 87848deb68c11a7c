/// What is fetched, how, and where it goes.
package struct CrawlOptions: Sendable {
  /// The crawl's folder as the user named it.
  package var folder: String
  /// Pages to start from.
  package var seeds: [WebAddress] = []
  /// Sitemaps to start from.
  package var sitemaps: [WebAddress] = []
  /// Whether the sitemaps that robots.txt names are read as well.
  package var usesRobotsSitemaps = false
  /// Which entries of sitemaps are wanted.
  package var window: DateWindow?
  /// What is known of the site.
  package var profile: SiteProfile?
  /// Which pages belong to the crawl.
  package var scope: Scope
  /// Which parts of a query are left out.
  package var filter = QueryFilter()
  /// How requests are made.
  package var engine: EngineOptions
  /// Who fetches and for what.
  package var custody: Custody
  /// The product token that robots.txt is read for.
  package var agent: String
  /// How fast one host is asked.
  package var throttle: Throttle.Settings
  /// Waits after failures.
  package var backoff = Backoff(first: .seconds(2), longest: .seconds(300), attemptLimit: 4)
  /// A site that asks for a longer wait than this is left alone for this run.
  package var longestWait: Duration = .seconds(600)
  /// Redirects followed one after another.
  package var redirectLimit = 5
  /// Pages fetched in all; nil for no limit.
  package var pageLimit: Int?
  /// Bytes received in all.
  package var byteLimit: Int?
  /// Time the run may take.
  package var timeLimit: Duration?
  /// Where the ads go as JSON lines; nil for nowhere.
  package var documents: String?
  /// Whether pages that are done are asked for again, if they changed.
  package var refreshes = false
  /// Size from which a new WARC file is started.
  package var fileBytes = 1_000_000_000

  /// The defaults.
  package init(
    folder: String, scope: Scope, engine: EngineOptions, custody: Custody, agent: String,
    throttle: Throttle.Settings
  ) {
    self.folder = folder
    self.scope = scope
    self.engine = engine
    self.custody = custody
    self.agent = agent
    self.throttle = throttle
  }
}
