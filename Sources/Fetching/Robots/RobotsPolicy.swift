internal import Model

/// What the answer to a request for robots.txt means for the site. Source: RFC 9309, section 2.3.1.
package enum RobotsPolicy: Sendable, Equatable {
  /// The file's own rules.
  case rules(RobotsRules)
  /// There is no file: everything may be fetched.
  case unavailable
  /// The server failed: nothing may be fetched.
  case unreachable
  /// Ask at another address.
  case redirect
  /// Ask again later, then it counts as unreachable.
  case retry

  /// Redirects followed, also to other hosts; section 2.3.1.2 asks for five.
  package static let redirectLimit = 5
  /// How long an answer is used. Source: section 2.4.
  package static let lifetimeSeconds = 24 * 3600

  /// Reads an answer.
  ///
  /// - Parameters:
  ///   - status: nil where there was no answer.
  ///   - redirects: followed so far. More than the limit count as no file.
  package init(
    status: Int?, body: [UInt8], agent: String, redirects: Int, attempts: Int, attemptLimit: Int
  ) {
    switch status {
    case .some(200..<300): self = .rules(RobotsFile.rules(in: body, for: agent))
    case .some(300..<400): self = redirects < Self.redirectLimit ? .redirect : .unavailable
    // Too many requests is no statement about the file: the server asks to be left alone.
    case .some(429): self = attempts < attemptLimit ? .retry : .unreachable
    case .some(400..<500): self = .unavailable
    default: self = attempts < attemptLimit ? .retry : .unreachable
    }
  }
}
