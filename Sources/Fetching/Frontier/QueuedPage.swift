internal import Model

/// A page that waits to be fetched.
struct QueuedPage: Sendable {
  var id: Int64
  var origin: Int64
  var address: WebAddress
  var kind: PageKind
  /// Links followed from a seed.
  var depth: Int
  /// Redirects followed one after another to get here.
  var redirects: Int
  /// Failures so far.
  var attempts: Int
  /// The page that led here.
  var via: Int64?
  var validators: FetchRequest.Validators
  var earlier: EvidenceWriter.Earlier?
}

/// A page that was found.
struct FoundPage: Sendable, Equatable {
  var address: WebAddress
  var kind: PageKind
  var depth: Int
  var redirects = 0
}

/// What became of a page.
struct PageResult {
  /// The values are stored.
  enum State: Int {
    case queued = 0
    case fetched = 1
    case failed = 2
    case skipped = 3
  }

  var id: Int64
  var state: State
  var outcome: Outcome
  var status: Int?
  var attempts: Int
  /// When a page that stays queued may be fetched again.
  var due: Instant?
  var validators: FetchRequest.Validators?
  /// The response record, for conditional requests and revisits later.
  var kept: EvidenceWriter.Earlier?
}
