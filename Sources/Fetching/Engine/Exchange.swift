internal import Model

/// What is asked for.
struct FetchRequest: Sendable {
  /// What the answer is for, which decides its limits and types.
  enum Purpose: Int, Sendable {
    case page, robots, sitemap
  }

  var id: Int64
  var address: WebAddress
  var purpose: Purpose
  /// What is known of the page from an earlier crawl.
  var validators = Validators()

  /// For conditional requests.
  struct Validators: Sendable, Equatable {
    var etag: String?
    var lastModified: String?
    var isEmpty: Bool { etag == nil && lastModified == nil }
  }
}

/// A TLS connection as evidence.
struct TLSFacts: Sendable, Equatable {
  /// `tls/1.3`.
  var version: String
  /// `TLS_AES_128_GCM_SHA256`.
  var cipher: String
  /// SHA-256 over the certificates in DER, leaf first.
  var chainDigest: [UInt8]
}

/// One request and what came of it.
struct Exchange: Sendable {
  var request: FetchRequest
  var outcome: Outcome
  /// When the request was started.
  var startedAt: Instant
  /// From the start to the end.
  var duration: Duration
  /// From the start to the first byte of the answer; the whole duration where there was none.
  var latency: Duration
  /// Header bytes as they were sent; empty where nothing was.
  var sent: [UInt8]
  /// Status line and header fields as they came; empty where nothing did.
  var header: [UInt8]
  var fields: HeaderFields?
  var body: BodyStore
  var decodedBytes: Int
  /// The server's address, where a connection stood.
  var serverAddress: String?
  /// `http/1.1` or `h2`.
  var protocolName: String
  var tls: TLSFacts?
  /// The certificates in PEM, with the first exchange that saw this chain.
  var chain: [UInt8]?
  /// libcurl's words for what went wrong; never from the page.
  var detail: String?

  var status: Int? { fields?.status }
}
