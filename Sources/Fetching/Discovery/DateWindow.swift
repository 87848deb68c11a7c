/// The days that sitemap entries have to be of.
package struct DateWindow: Sendable, Equatable {
  private let since: String?
  private let until: String?

  /// - Parameters:
  ///   - since: first day, as `2011-02-06`; nil for any.
  ///   - until: last day, likewise.
  /// Nil where a text is no day.
  package init?(since: String? = nil, until: String? = nil) {
    for text in [since, until] {
      if let text, Self.day(text)?.utf8.count != text.utf8.count { return nil }
    }
    self.since = since
    self.until = until
  }

  /// Whether a page that last changed at `date` is wanted. What says nothing of its date is.
  func contains(_ date: String?) -> Bool {
    guard let day = date.flatMap(Self.day) else { return true }
    return (since.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
  }

  /// Whether a sitemap that last changed at `date` may list wanted pages: what it lists can be
  /// older, not newer.
  func mayContainWithin(_ date: String?) -> Bool {
    guard let day = date.flatMap(Self.day) else { return true }
    return since.map { $0 <= day } ?? true
  }

  /// The day of a W3C date and time; nil for other text.
  private static func day(_ text: String) -> String? {
    let day = text.utf8.prefix(10)
    let isDay =
      day.count == 10
      && day.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == 0x2D : (0x30...0x39).contains(byte)
      }
    return isDay ? String(decoding: day, as: UTF8.self) : nil
  }
}
