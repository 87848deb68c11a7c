internal import COpenSSL
internal import Foundation
internal import Model

/// A file or standard input, read in order, with its size and SHA-256 as far as it was read.
final class FileStream: ByteStream {
  private let descriptor: Int32
  private let closesAtEnd: Bool
  private let context: OpaquePointer
  private(set) var byteCount = 0
  /// Whether a read has failed, which was thrown then.
  private var hasFailed = false

  /// - Parameter path: as the system knows it, zero-terminated; nil for standard input.
  init(_ path: [CChar]?) throws(StreamError) {
    closesAtEnd = path != nil
    descriptor = path.map { open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
    guard descriptor >= 0 else {
      throw StreamError(kind: .unreadable, detail: String(cString: strerror(errno)))
    }
    guard let context = EVP_MD_CTX_new(), openssl_sha256_begin(context) == 1 else {
      preconditionFailure("SHA-256 is not available")
    }
    self.context = context
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit {
    if closesAtEnd { close(descriptor) }
    EVP_MD_CTX_free(context)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    while true {
      let got = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else {
        hasFailed = true
        throw StreamError(kind: .unreadable, detail: String(cString: strerror(errno)))
      }
      byteCount += got
      EVP_DigestUpdate(context, buffer.baseAddress, got)
      return got
    }
  }

  /// Reads what is left, then returns the SHA-256 of all bytes, as hexadecimal text; nil where a
  /// read had failed before, which is one fault and told once.
  func finish() throws(StreamError) -> String? {
    if hasFailed { return nil }
    var rest = [UInt8](repeating: 0, count: 1 << 16)
    while try rest.withReading({ (target) throws(StreamError) in try read(into: target) }) > 0 {}
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return Hex.text(digest)
  }
}
