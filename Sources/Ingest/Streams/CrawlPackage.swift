internal import CArchive
internal import Foundation

/// Packages of crawls: zip files of WARC files, with indexes and lists of their pages beside them, which
/// hold no documents of their own. Source: WACZ 1.1.1, section 5.
enum CrawlPackage {
  /// How many entries of a zip file are looked at; packages have few.
  private static let entryLimit = 1024

  /// Whether the zip file is one, by its table of contents.
  ///
  /// - Parameter path: as the system knows it, zero-terminated.
  static func isAt(_ path: [CChar]) -> Bool {
    var status = stat()
    // Others can be read once only.
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let handle = archive_read_new()
    else { return false }
    defer { archive_read_free(handle) }
    archive_read_support_format_zip_seekable(handle)
    guard archive_read_open_filename(handle, path, 1 << 16) == ARCHIVE_OK else { return false }
    var (isDescribed, hasAnswers) = (false, false)
    var entry: OpaquePointer?
    for _ in 0..<entryLimit where !(isDescribed && hasAnswers) {
      guard archive_read_next_header(handle, &entry) == ARCHIVE_OK, let entry else { break }
      guard let name = archive_entry_pathname(entry).map({ String(cString: $0) }) else { continue }
      isDescribed = isDescribed || name == "datapackage.json"
      hasAnswers = hasAnswers || holdsAnswers(name)
    }
    return isDescribed && hasAnswers
  }

  /// Whether an entry of a package is a WARC file.
  static func holdsAnswers(_ name: String) -> Bool {
    name.hasPrefix("archive/") && (name.hasSuffix(".warc.gz") || name.hasSuffix(".warc"))
  }
}
