/// Waiting longer after each failure, with jitter so that retries do not come in step.
package struct Backoff: Sendable {
  /// The first wait, before jitter.
  package var first: Duration
  /// The longest wait.
  package var longest: Duration
  /// Failures after which a page is given up.
  package var attemptLimit: Int

  /// Takes the parts as they are.
  package init(first: Duration, longest: Duration, attemptLimit: Int) {
    self.first = first
    self.longest = longest
    self.attemptLimit = attemptLimit
  }

  /// The wait after failure number `attempt` (1 for the first): between half and the whole of
  /// `first` doubled for each earlier failure, at most `longest`.
  package func wait(
    afterAttempt attempt: Int, using generator: inout some RandomNumberGenerator
  ) -> Duration {
    let doublings = min(max(0, attempt - 1), 30)
    let whole = min(first * (1 << doublings), longest)
    return whole * Double.random(in: 0.5...1, using: &generator)
  }
}
