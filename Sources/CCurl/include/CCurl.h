#ifndef CCURL_H
#define CCURL_H

// libcurl's variadic setters and getters as plain functions, its callbacks with the types that
// Swift closures have, and what OpenSSL knows of a connection.

#include <curl/curl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#ifdef __cplusplus
extern "C" {
#endif

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
/// `text` is copied by libcurl; NULL unsets.
CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *text);
/// `list` must outlive the transfer; NULL unsets.
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *list);
CURLcode ccurl_set_share(CURL *easy, CURLSH *share);
CURLSHcode ccurl_share_cookies(CURLSH *share);
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);

CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode ccurl_get_size(CURL *easy, CURLINFO info, curl_off_t *value);
/// The text lives as long as the handle is not used again.
CURLcode ccurl_get_text(CURL *easy, CURLINFO info, const char **value);

/// What a transfer tells its owner. Every function gets the context that was set with it.
typedef struct {
  /// One header line with its line end. Returns 0 to stop the transfer.
  int (*header)(void *context, const uint8_t *bytes, size_t count);
  /// Bytes of the body as they came from the wire. Returns 0 to stop the transfer.
  int (*body)(void *context, const uint8_t *bytes, size_t count);
  /// Header bytes as they were sent.
  void (*sent)(void *context, const uint8_t *bytes, size_t count);
  /// Whether a socket to the address may be opened: 0 refuses it.
  int (*may_open)(void *context, const struct sockaddr *address);
  /// Called when a connection, new or reused, is about to carry the request: 0 refuses it.
  int (*may_send)(void *context, const char *address, int port);
} ccurl_events;

/// Connects the transfer's callbacks. `events` and `context` must outlive the handle's use.
CURLcode ccurl_set_events(CURL *easy, const ccurl_events *events, void *context);

/// Frees the handle and what `ccurl_set_events` made for it.
void ccurl_discard(CURL *easy);

/// The TLS connection of a transfer.
typedef struct {
  /// As OpenSSL writes it: `TLSv1.3`.
  char version[16];
  /// As the standard writes it: `TLS_AES_128_GCM_SHA256`.
  char cipher[64];
  /// SHA-256 over the certificates in DER, leaf first.
  uint8_t chain[32];
} ccurl_tls;

/// Reads the connection; works only inside a callback of the transfer. Returns 1 on success, 0
/// where there is no TLS.
int ccurl_tls_of(CURL *easy, ccurl_tls *tls);
/// The certificates the server sent, leaf first, in PEM; free it. NULL where there are none.
/// Works only inside a callback of the transfer.
char *ccurl_tls_chain(CURL *easy, size_t *count);

#ifdef __cplusplus
}
#endif
#endif
