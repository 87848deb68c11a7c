import Foundation

/// Folders that a run writes several files into.
enum OutputFolder {
  /// Makes the folder and those above it, for their owner alone; nothing if it is there.
  static func make(_ path: String) throws(OutputError) {
    if path.isEmpty { throw .nameless }
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      let code = ((error as? CocoaError)?.underlying as? POSIXError)?.code ?? .EIO
      throw .failed(path: path, operation: "creating the folder", code: code.rawValue)
    }
  }
}
