internal import Model

/// What follows from the end of a request.
enum Verdict: Equatable {
  /// The page is done or lost.
  case done
  /// Once more, after a wait; `pausesHost` makes the whole host wait.
  case retry(after: Duration, pausesHost: Bool)
  /// The host is left alone for this run; the page stays queued.
  case hold(after: Duration, Outcome)

  /// - Parameters:
  ///   - attempt: 1 for the first try.
  ///   - refusals: How often in a row the host has answered that there are too many requests.
  init(
    _ exchange: Exchange, attempt: Int, refusals: Int, options: CrawlOptions, now: Instant,
    using generator: inout some RandomNumberGenerator
  ) {
    let isTransient =
      exchange.outcome != .serverError || [500, 502, 503, 504].contains(exchange.status)
    guard exchange.outcome.isRetryable, isTransient else {
      self = .done
      return
    }
    let wait = Self.wait(
      exchange, attempt: attempt, options: options, now: now, using: &generator)
    let asksForPeace = exchange.outcome == .rateLimited || exchange.status == 503
    if asksForPeace, wait > options.longestWait {
      self = .hold(after: wait, .heldBySite)
    } else if attempt < options.backoff.attemptLimit {
      self = .retry(after: wait, pausesHost: asksForPeace)
    } else if exchange.outcome == .rateLimited, refusals >= options.backoff.attemptLimit {
      // It would say the same of every page.
      self = .hold(after: wait, .heldBySite)
    } else if exchange.outcome == .rateLimited, attempt < 2 * options.backoff.attemptLimit {
      // Earlier tries failed otherwise, or other pages were had: no reason to leave the site.
      self = .retry(after: wait, pausesHost: true)
    } else {
      self = .done
    }
  }

  /// How long to wait: what the server asks for, but never less than the backoff.
  static func wait(
    _ exchange: Exchange, attempt: Int, options: CrawlOptions, now: Instant,
    using generator: inout some RandomNumberGenerator
  ) -> Duration {
    let backoff = options.backoff.wait(afterAttempt: attempt, using: &generator)
    guard let text = exchange.fields?["retry-after"],
      let asked = RetryAfter.wait(text, now: now)
    else { return backoff }
    return max(asked, backoff)
  }
}
