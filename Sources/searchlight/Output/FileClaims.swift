import Foundation
import Ingest
import RulePacks

/// The files of a run: none is both read and written, and none is written twice.
///
/// Files are known by what the system knows them by, so that a link, a hard link or another spelling
/// of the path is the same file. Devices and pipes may be named as often as wanted.
struct FileClaims {
  private let inputs: [String]
  private let files: [String]
  private var written: Set<String> = []

  /// - Parameters:
  ///   - inputs: files and folders that the run walks through; `-` is standard input.
  ///   - files: other files that it reads.
  init(inputs: [String] = [], files: [String?] = []) {
    self.inputs = inputs
    self.files = files.compactMap { $0 }
  }

  /// Takes note that `path` is going to be written; `-` is standard output, nil is nothing.
  ///
  /// - Throws: if the run reads that file, or writes it already.
  mutating func write(_ path: String?) throws {
    guard let path else { return }
    let identity = path == "-" ? path : Self.identity(path)
    guard let identity else { return }
    guard written.insert(identity).inserted, try path == "-" || !reads(path, identity) else {
      throw RunFailure.sameFile(path: path)
    }
  }

  private func reads(_ path: String, _ identity: String) throws -> Bool {
    // What is not there yet cannot be an input, and a walk through folders takes its time.
    guard FileManager.default.fileExists(atPath: path) else { return false }
    return try (InputReader.paths(inputs) + files).contains {
      $0 != "-" && Self.identity($0) == identity
    }
  }

  /// Device and inode, of the folder and with the name behind them where there is no file yet; nil
  /// for what is no file.
  private static func identity(_ path: String) -> String? {
    if OutputFile.isStream(path) { return nil }
    var status = stat()
    if stat(path, &status) == 0 { return "\(status.st_dev) \(status.st_ino)" }
    let parts = PathParts(path)
    guard stat(parts.folder.isEmpty ? "." : parts.folder, &status) == 0 else { return path }
    return "\(status.st_dev) \(status.st_ino) \(parts.name)"
  }
}

extension RuleLibrary {
  /// The files that it was loaded from.
  var files: [String] {
    (packFiles + [scoringFile].compactMap { $0 } + overlays.map(\.file)).map(\.path)
  }
}
