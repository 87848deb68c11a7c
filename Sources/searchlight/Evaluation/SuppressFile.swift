import Foundation

/// Reads fingerprints that reviewers have set aside, one a line; what follows a space or `#` is for
/// people.
enum SuppressFile {
  /// The fingerprints in the file at `path`.
  static func read(_ path: String) throws -> Set<UInt64> {
    var fingerprints = Set<UInt64>()
    try LineFile.read(path) { number, line in
      let text = String(decoding: line, as: UTF8.self)
      let entry = text.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).first
      guard let entry else { return }
      guard entry.utf8.count == 16, let fingerprint = UInt64(entry, radix: 16) else {
        throw RunFailure.badSuppression(path: path, line: number)
      }
      fingerprints.insert(fingerprint)
    }
    return fingerprints
  }
}
