/// How the fetch of one page ended. The raw values are a file format.
package enum Outcome: String, Sendable, Equatable, CaseIterable {
  case ok
  case notModified = "not-modified"
  case redirect
  case clientError = "client-error"
  case serverError = "server-error"
  case rateLimited = "rate-limited"
  case unwantedType = "unwanted-type"
  case unsupportedCoding = "unsupported-coding"
  case badCoding = "bad-coding"
  case badChunk = "bad-chunk"
  case wireLimit = "wire-limit"
  case decodedLimit = "decoded-limit"
  case ratioLimit = "ratio-limit"
  case headerLimit = "header-limit"
  case shortBody = "short-body"
  case reset = "connection-reset"
  case emptyReply = "empty-reply"
  case notHTTP = "not-http"
  case protocolError = "protocol-error"
  case connectTimeout = "connect-timeout"
  case idleTimeout = "idle-timeout"
  case totalTimeout = "total-timeout"
  case dnsFailed = "dns-failed"
  case addressRefused = "address-refused"
  case connectFailed = "connect-failed"
  case tlsFailed = "tls-failed"
  case proxyFailed = "proxy-failed"
  case redirectLoop = "redirect-loop"
  case redirectLimit = "redirect-limit"
  case badAddress = "bad-address"
  case outOfScope = "out-of-scope"
  case robotsDisallowed = "robots-disallowed"
  case robotsUnreachable = "robots-unreachable"
  case heldBySite = "held-by-site"
  case hostDown = "host-down"

  /// Whether another try may end better.
  package var isRetryable: Bool {
    switch self {
    case .serverError, .rateLimited, .shortBody, .reset, .emptyReply, .protocolError,
      .connectTimeout, .idleTimeout, .totalTimeout, .dnsFailed, .connectFailed, .proxyFailed,
      .badChunk:
      true
    default: false
    }
  }

  /// Whether the page was got, or there is nothing to get.
  package var isSuccess: Bool {
    switch self {
    case .ok, .notModified, .redirect: true
    default: false
    }
  }

  /// Whether the page was left out on purpose rather than lost.
  package var isDecision: Bool {
    switch self {
    case .robotsDisallowed, .robotsUnreachable, .heldBySite, .outOfScope, .badAddress,
      .unwantedType:
      true
    default: false
    }
  }

  /// Why the body in the record is not whole; nil where it is. Source: ISO 28500, WARC-Truncated.
  var truncation: String? {
    switch self {
    case .wireLimit, .decodedLimit, .ratioLimit, .headerLimit: "length"
    case .connectTimeout, .idleTimeout, .totalTimeout: "time"
    case .shortBody, .reset, .emptyReply, .protocolError: "disconnect"
    case .unwantedType, .badChunk, .badCoding: "unspecified"
    default: nil
    }
  }
}
