internal import COpenSSL
internal import Model

/// The 32 bytes of a SHA-256, as four numbers, the first byte of each in its highest bits.
package struct SHA256: Hashable, Sendable, BitwiseCopyable {
  /// In the order of the bytes.
  package var words: SIMD4<UInt64>
}

/// SHA-256 over several pieces. One worker's memory; never shared.
package final class Digest {
  private let context: OpaquePointer

  /// Allocates the context.
  package init() {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Starts a new computation.
  func begin() {
    precondition(openssl_sha256_begin(context) == 1, "SHA-256 is not available")
  }

  /// Adds bytes.
  func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count > 0 { EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) }
  }

  /// Adds one byte.
  func add(_ byte: UInt8) {
    withUnsafePointer(to: byte) { _ = EVP_DigestUpdate(context, $0, 1) }
  }

  /// The digest of what was added.
  func finish() -> SHA256 {
    var words = SIMD4<UInt64>()
    withUnsafeMutableBytes(of: &words) { bytes in
      let start = bytes.baseAddress!.assumingMemoryBound(to: UInt8.self)
      _ = EVP_DigestFinal_ex(context, start, nil)
    }
    for word in words.indices { words[word] = UInt64(bigEndian: words[word]) }
    return SHA256(words: words)
  }

  /// The digest of `bytes` alone.
  package func digest(of bytes: UnsafeBufferPointer<UInt8>) -> SHA256 {
    begin()
    add(bytes)
    return finish()
  }
}

extension JSONBuffer {
  /// Appends 64 hexadecimal digits.
  mutating func hex(_ digest: SHA256) {
    for word in digest.words.indices { hex(digest.words[word]) }
  }
}
