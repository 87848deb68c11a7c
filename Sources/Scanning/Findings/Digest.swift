internal import COpenSSL

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

  /// The 32 bytes of the digest.
  func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return digest
  }
}
