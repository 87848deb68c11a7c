#ifndef CCODECS_H
#define CCODECS_H

// One interface over the decoders of zlib, libbz2, liblzma and libzstd. What they have decoded
// before a fault or cut is handed on, always.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  cc_gzip,
  /// Deflated data in a zlib wrapper.
  cc_zlib,
  /// Deflated data without a wrapper.
  cc_deflate,
  cc_bzip2,
  cc_xz,
  cc_zstd
} cc_coding;

typedef enum {
  /// Wants more input or more room.
  cc_more,
  /// The member is complete.
  cc_ended,
  cc_damaged,
  /// Would need more memory than `cc_memory_limit`.
  cc_too_large
} cc_status;

/// The most bytes that one decoder may need.
enum { cc_memory_limit = 160 << 20 };

/// The state of one stream. Used by one thread.
typedef struct cc_decoder cc_decoder;

/// Returns NULL when memory is short.
cc_decoder *cc_new(cc_coding coding);
void cc_free(cc_decoder *decoder);
/// Makes ready for the next member. Returns 0, or -1 when memory is short.
int cc_reset(cc_decoder *decoder);
/// Decodes as much of `input` as fits `output`; says how far it came in both.
cc_status cc_decode(
    cc_decoder *decoder, const uint8_t *input, size_t input_count, uint8_t *output,
    size_t output_count, size_t *consumed, size_t *written);

#ifdef __cplusplus
}
#endif
#endif
