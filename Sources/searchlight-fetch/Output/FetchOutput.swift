import Fetching
import Foundation
import Files

/// A file that a run writes beside its evidence, and that takes the place of nothing it reads.
enum FetchOutput {
  /// Checks the outputs of a run before it begins.
  ///
  /// - Parameters:
  ///   - outputs: names of options, and the files that they name.
  ///   - inputs: files that the run reads.
  ///   - folder: the crawl's, whose evidence and state are not to be overwritten.
  static func check(
    _ outputs: [(option: String, path: String?)], inputs: [String?], folder: String
  ) throws(FetchError) {
    var taken = Set(inputs.compactMap { $0.flatMap(FileIdentity.init) })
    for (option, path) in outputs {
      guard let path, path != "-" else { continue }
      guard !isEvidence(path, in: folder) else {
        throw .badOption(name: option, reason: "'\(path)' is a file of the crawl; name another")
      }
      guard let identity = FileIdentity(path) else { continue }
      guard taken.insert(identity).inserted else {
        throw .badOption(name: option, reason: "'\(path)' is named twice; name another file")
      }
    }
  }

  /// Whether `path` is, or would be, what a crawl in `folder` goes by.
  private static func isEvidence(_ path: String, in folder: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let isNamedSo = name == "manifest.jsonl" || name.hasPrefix(".") || name.hasSuffix(".warc.gz")
    return isNamedSo && FileIdentity(path) == FileIdentity(folder + "/" + name)
  }
}

/// The file of `--stats`, opened before the crawl so that it does not fail at its end.
final class StatsFile {
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws(FetchError) {
    self.path = path
    descriptor =
      path == "-" ? STDOUT_FILENO : open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY, 0o600)
    guard descriptor >= 0 else { throw .failed(path: path, operation: "opening", code: errno) }
  }

  deinit { if path != "-" { close(descriptor) } }

  /// Writes `bytes` in the place of what the file held.
  func write(_ bytes: [UInt8]) throws {
    if path == "-" { return try StandardOutput.write(bytes) }
    // A device or pipe has no length, and needs none.
    ftruncate(descriptor, 0)
    let code = Descriptor.write(bytes, to: descriptor)
    guard code == 0 else { throw FetchError.failed(path: path, operation: "writing", code: code) }
  }
}
