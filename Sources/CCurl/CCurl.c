#include "CCurl.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *text) {
  return curl_easy_setopt(easy, option, text);
}

CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(easy, option, list);
}

CURLcode ccurl_set_share(CURL *easy, CURLSH *share) {
  return curl_easy_setopt(easy, CURLOPT_SHARE, share);
}

CURLSHcode ccurl_share_cookies(CURLSH *share) {
  return curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
}

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

CURLcode ccurl_get_size(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

CURLcode ccurl_get_text(CURL *easy, CURLINFO info, const char **value) {
  return curl_easy_getinfo(easy, info, value);
}

// One block a handle: libcurl's callbacks take one pointer, ours need the table and the context.
typedef struct {
  const ccurl_events *events;
  void *context;
} target;

static size_t on_header(char *bytes, size_t size, size_t count, void *data) {
  target *self = data;
  return self->events->header(self->context, (const uint8_t *)bytes, size * count) ? size * count
                                                                                   : 0;
}

static size_t on_body(char *bytes, size_t size, size_t count, void *data) {
  target *self = data;
  return self->events->body(self->context, (const uint8_t *)bytes, size * count) ? size * count : 0;
}

static int on_debug(CURL *easy, curl_infotype type, char *bytes, size_t count, void *data) {
  (void)easy;
  target *self = data;
  if (type == CURLINFO_HEADER_OUT) {
    self->events->sent(self->context, (const uint8_t *)bytes, count);
  }
  return 0;
}

static curl_socket_t on_open(void *data, curlsocktype purpose, struct curl_sockaddr *address) {
  (void)purpose;
  target *self = data;
  if (!self->events->may_open(self->context, &address->addr)) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static int on_ready(void *data, char *ip, char *local_ip, int port, int local_port) {
  (void)local_ip;
  (void)local_port;
  target *self = data;
  return self->events->may_send(self->context, ip, port) ? CURL_PREREQFUNC_OK
                                                         : CURL_PREREQFUNC_ABORT;
}

CURLcode ccurl_set_events(CURL *easy, const ccurl_events *events, void *context) {
  char *known = 0;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &known);
  target *self = (target *)known;
  if (!self) {
    self = malloc(sizeof *self);
    if (!self) return CURLE_OUT_OF_MEMORY;
    curl_easy_setopt(easy, CURLOPT_PRIVATE, (char *)self);
  }
  self->events = events;
  self->context = context;
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, self);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, self);
  curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, on_debug);
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, self);
  curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, self);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_ready);
  return curl_easy_setopt(easy, CURLOPT_PREREQDATA, self);
}

void ccurl_discard(CURL *easy) {
  char *known = 0;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &known);
  // libcurl may call back while it closes, so the handle goes first.
  curl_easy_cleanup(easy);
  free(known);
}

static SSL *tls_session(CURL *easy) {
  const struct curl_tlssessioninfo *info = 0;
  if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &info) != CURLE_OK || !info) return 0;
  return info->backend == CURLSSLBACKEND_OPENSSL ? info->internals : 0;
}

int ccurl_tls_of(CURL *easy, ccurl_tls *tls) {
  SSL *session = tls_session(easy);
  if (!session) return 0;
  memset(tls, 0, sizeof *tls);
  const SSL_CIPHER *cipher = SSL_get_current_cipher(session);
  const char *name = cipher ? SSL_CIPHER_standard_name(cipher) : 0;
  strncpy(tls->version, SSL_get_version(session), sizeof tls->version - 1);
  if (name) strncpy(tls->cipher, name, sizeof tls->cipher - 1);
  EVP_MD_CTX *digest = EVP_MD_CTX_new();
  if (!digest) return 0;
  EVP_DigestInit_ex(digest, EVP_sha256(), 0);
  STACK_OF(X509) *chain = SSL_get_peer_cert_chain(session);
  for (int index = 0; chain && index < sk_X509_num(chain); index++) {
    unsigned char *der = 0;
    int count = i2d_X509(sk_X509_value(chain, index), &der);
    if (count > 0) EVP_DigestUpdate(digest, der, (size_t)count);
    OPENSSL_free(der);
  }
  EVP_DigestFinal_ex(digest, tls->chain, 0);
  EVP_MD_CTX_free(digest);
  return 1;
}

char *ccurl_tls_chain(CURL *easy, size_t *count) {
  SSL *session = tls_session(easy);
  STACK_OF(X509) *chain = session ? SSL_get_peer_cert_chain(session) : 0;
  if (!chain) return 0;
  BIO *memory = BIO_new(BIO_s_mem());
  if (!memory) return 0;
  for (int index = 0; index < sk_X509_num(chain); index++) {
    PEM_write_bio_X509(memory, sk_X509_value(chain, index));
  }
  char *bytes = 0;
  long size = BIO_get_mem_data(memory, &bytes);
  char *copy = size > 0 ? malloc((size_t)size) : 0;
  if (copy) {
    memcpy(copy, bytes, (size_t)size);
    *count = (size_t)size;
  }
  BIO_free(memory);
  return copy;
}
