internal import COpenSSL
internal import Model

/// SHA-256 over bytes that come in pieces. For one thread.
final class SHA256 {
  private let context: OpaquePointer

  init() {
    guard let context = EVP_MD_CTX_new(), openssl_sha256_begin(context) == 1 else {
      preconditionFailure("out of memory")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.count > 0 { EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) }
  }

  func update(_ bytes: some Collection<UInt8>) {
    let isTaken: Void? = bytes.withContiguousStorageIfAvailable(update)
    if isTaken == nil { Array(bytes).withUnsafeBufferPointer(update) }
  }

  /// The digest, once; from then on the object is as new.
  func finish() -> [UInt8] {
    let digest = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
      count = 32
    }
    openssl_sha256_begin(context)
    return digest
  }

  /// The digest of `bytes`, 32 bytes.
  static func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let state = SHA256()
    state.update(bytes)
    return state.finish()
  }

  /// `sha256:` and the digits, as WARC headers have it.
  static func label(_ digest: [UInt8]) -> String { "sha256:" + Hex.text(digest) }
}
