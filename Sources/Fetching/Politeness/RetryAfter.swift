package import Model

/// The `Retry-After` header. Source: RFC 9110, section 10.2.3.
package enum RetryAfter {
  /// How long to wait from `now`; nil where the text is neither seconds nor a date, zero where the
  /// date has passed.
  package static func wait(_ text: String, now: Instant) -> Duration? {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      // More digits than fit are a very long wait.
      return .seconds(min(Int(text) ?? .max, 366 * 86_400))
    }
    guard let date = HTTPDate.instant(text) else { return nil }
    return .milliseconds(max(0, date.milliseconds - now.milliseconds))
  }
}
