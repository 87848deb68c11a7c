import Foundation
import Scanning
import Files

/// The secret behind the tokens of a redacted run.
enum RedactionKey {
  private static let leastByteCount = 16

  /// The masking for a run: with the key in `path`, or with the one beside the output, which is
  /// made if it is not there.
  static func redactor(_ path: String?, _ queue: QueueOptions) throws -> Redactor {
    if let path { return Redactor(key: try read(path)) }
    guard let path = queue.beside("redact.key") else { throw RunFailure.noKeyPlace }
    if !FileManager.default.fileExists(atPath: path) {
      var generator = SystemRandomNumberGenerator()
      let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let file = try OutputFile(path)
      try file.write(key)
      try file.commit()
    }
    return Redactor(key: try read(path))
  }

  static func read(_ path: String) throws -> [UInt8] {
    let key = try FileBytes.read(path)
    guard key.count >= leastByteCount else {
      throw RunFailure.badKey(path: path, reason: "only \(key.count) bytes")
    }
    return key
  }
}
