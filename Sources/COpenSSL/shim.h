#include <openssl/evp.h>
#include <openssl/hmac.h>

/// SHA-256 of `count` bytes into `digest` (32 bytes); returns 1 on success.
static inline int openssl_sha256(const void *bytes, size_t count, unsigned char *digest) {
  return EVP_Digest(bytes, count, digest, 0, EVP_sha256(), 0);
}

/// HMAC-SHA-256 of `count` bytes into `digest` (32 bytes); returns 1 on success.
static inline int openssl_hmac_sha256(
    const void *key, int key_count, const void *bytes, size_t count, unsigned char *digest) {
  unsigned int length = 0;
  return HMAC(EVP_sha256(), key, key_count, (const unsigned char *)bytes, count, digest, &length) !=
         0;
}

/// Starts a SHA-256 computation in `context`, for the first time or again; returns 1 on success.
static inline int openssl_sha256_begin(EVP_MD_CTX *context) {
  // Naming the digest again would make OpenSSL 3 look it up again, which takes longer than hashing.
  return EVP_DigestInit_ex(context, EVP_MD_CTX_get0_md(context) ? 0 : EVP_sha256(), 0);
}
