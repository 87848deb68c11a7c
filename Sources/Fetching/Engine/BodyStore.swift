internal import Foundation

/// A body, in memory while it is small and in a nameless file from then on.
struct BodyStore: Sendable {
  /// Bytes kept in memory.
  static let memoryLimit = 256 << 10

  private var bytes: [UInt8] = []
  private var file: SpillFile?
  /// Bytes in all.
  private(set) var count = 0

  /// Appends bytes; the errno of what failed.
  mutating func append(_ more: UnsafeBufferPointer<UInt8>, folder: String) -> Int32? {
    count += more.count
    if file == nil, bytes.count + more.count <= Self.memoryLimit {
      bytes.append(contentsOf: more)
      return nil
    }
    if file == nil {
      guard let created = SpillFile(folder: folder) else { return errno }
      file = created
      if let code = created.write(bytes) { return code }
      bytes = []
    }
    return file?.write(more)
  }

  /// Calls `body` with the bytes in order, in pieces.
  func forEachPiece(_ body: (UnsafeBufferPointer<UInt8>) -> Void) throws(FetchError) {
    guard let file else { return bytes.withUnsafeBufferPointer(body) }
    try file.forEachPiece(count: count, body)
  }

  /// All bytes, or the first `limit`.
  func prefix(_ limit: Int) throws(FetchError) -> [UInt8] {
    guard file != nil else { return count <= limit ? bytes : Array(bytes.prefix(limit)) }
    var result: [UInt8] = []
    try forEachPiece { piece in
      if result.count < limit { result.append(contentsOf: piece.prefix(limit - result.count)) }
    }
    return result
  }

  /// Makes room in memory.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(min(count, Self.memoryLimit)) }
}

/// A file without a name, which goes away with its descriptor.
private final class SpillFile: Sendable {
  private let descriptor: Int32

  init?(folder: String) {
    var template = Array("\(folder)/.body-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { close(descriptor) }

  func write(_ bytes: some Collection<UInt8>) -> Int32? {
    let code = bytes.withContiguousStorageIfAvailable { FileWrites.write($0, to: descriptor) }
    return code ?? EIO
  }

  func forEachPiece(
    count: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(FetchError) {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    var offset = 0
    while offset < count {
      let got = pread(descriptor, &block, min(block.count, count - offset), off_t(offset))
      guard got > 0 else {
        throw .failed(path: "temporary file", operation: "reading", code: got < 0 ? errno : EIO)
      }
      block[..<got].withUnsafeBufferPointer(body)
      offset += got
    }
  }
}

/// Writing all of it.
enum FileWrites {
  /// Writes `bytes`; the errno of what failed, nil on success.
  static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
    return nil
  }
}
