/// What was read of one input file: part of a run's manifest.
package struct InputSummary: Sendable, Equatable {
  /// As named by the user, or found below a folder; `-` for standard input.
  package var path: String
  /// Bytes of the file as it lies on disk.
  package var byteCount: Int
  /// SHA-256 of those bytes, hexadecimal; nil where the file could not be read to its end.
  package var sha256: String?
  /// Formats of the file or of the files inside it, in the order of `InputFormat`.
  package var formats: [InputFormat]
  /// Compressions and containers, outermost first; empty for plain files.
  package var compressions: [String]
  /// Answers that were not read because they hold no ads, by what they are: as the crawl that kept
  /// them says, `listing`, `robots`, `sitemap`; by their status, `error`, `redirect`.
  package var passedOver: [String: Int] = [:]
}
