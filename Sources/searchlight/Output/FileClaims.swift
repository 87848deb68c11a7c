import Foundation
import Ingest
import RulePacks
import Files

/// The files of a run: none is both read and written, and none is written twice.
///
/// Devices and pipes may be named as often as wanted.
struct FileClaims {
  private let inputs: [String]
  private let files: [String]
  private var written: Set<FileIdentity> = []
  private var writesOutput = false

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
    if path == "-" {
      if writesOutput { throw RunFailure.sameFile(path: path) }
      writesOutput = true
    }
    guard let identity = FileIdentity(path) else { return }
    guard written.insert(identity).inserted, try !reads(path, identity) else {
      throw RunFailure.sameFile(path: path)
    }
  }

  private func reads(_ path: String, _ identity: FileIdentity) throws -> Bool {
    // What is not there yet cannot be an input, and a walk through folders takes its time.
    guard FileManager.default.fileExists(atPath: path) else { return false }
    return try (InputReader.paths(inputs) + files).contains { FileIdentity($0) == identity }
  }
}

extension RuleLibrary {
  /// The files that it was loaded from.
  var files: [String] {
    (packFiles + [scoringFile].compactMap { $0 } + overlays.map(\.file)).map(\.path)
  }
}
