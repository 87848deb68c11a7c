#include "CCodecs.h"

#include <bzlib.h>
#include <limits.h>
#include <lzma.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

struct cc_decoder {
  cc_coding coding;
  int started;
  z_stream zlib;
  bz_stream bzip2;
  lzma_stream xz;
  ZSTD_DStream *zstd;
};

static int window_bits(cc_coding coding) {
  return coding == cc_gzip ? 31 : coding == cc_zlib ? 15 : -15;
}

static void end(cc_decoder *self) {
  if (!self->started) return;
  self->started = 0;
  switch (self->coding) {
  case cc_bzip2: BZ2_bzDecompressEnd(&self->bzip2); break;
  case cc_xz: lzma_end(&self->xz); break;
  case cc_zstd: ZSTD_freeDStream(self->zstd); break;
  default: inflateEnd(&self->zlib);
  }
}

static int begin(cc_decoder *self) {
  end(self);
  int failed;
  switch (self->coding) {
  case cc_bzip2:
    memset(&self->bzip2, 0, sizeof self->bzip2);
    failed = BZ2_bzDecompressInit(&self->bzip2, 0, 0) != BZ_OK;
    break;
  case cc_xz:
    self->xz = (lzma_stream)LZMA_STREAM_INIT;
    failed = lzma_stream_decoder(&self->xz, cc_memory_limit, 0) != LZMA_OK;
    break;
  case cc_zstd:
    self->zstd = ZSTD_createDStream();
    failed = !self->zstd || ZSTD_isError(ZSTD_DCtx_setParameter(self->zstd, ZSTD_d_windowLogMax, 27));
    if (failed) ZSTD_freeDStream(self->zstd);
    break;
  default:
    memset(&self->zlib, 0, sizeof self->zlib);
    failed = inflateInit2(&self->zlib, window_bits(self->coding)) != Z_OK;
  }
  self->started = !failed;
  return failed ? -1 : 0;
}

cc_decoder *cc_new(cc_coding coding) {
  cc_decoder *self = calloc(1, sizeof *self);
  if (!self) return 0;
  self->coding = coding;
  if (begin(self) != 0) {
    free(self);
    return 0;
  }
  return self;
}

void cc_free(cc_decoder *self) {
  if (!self) return;
  end(self);
  free(self);
}

int cc_reset(cc_decoder *self) {
  switch (self->coding) {
  case cc_bzip2:
  case cc_xz: return begin(self);
  case cc_zstd:
    return ZSTD_isError(ZSTD_DCtx_reset(self->zstd, ZSTD_reset_session_only)) ? -1 : 0;
  default: return inflateReset(&self->zlib) == Z_OK ? 0 : -1;
  }
}

static unsigned clamped(size_t count) { return count > UINT_MAX ? UINT_MAX : (unsigned)count; }

// A macro, because the streams share field names and nothing else.
#define WITH_STREAM(stream, input_type, output_type, step)                     \
  do {                                                                         \
    (stream).next_in = (input_type)input;                                      \
    (stream).avail_in = clamped(input_count);                                  \
    (stream).next_out = (output_type)output;                                   \
    (stream).avail_out = clamped(output_count);                                \
    step;                                                                      \
    *consumed = (const uint8_t *)(stream).next_in - input;                     \
    *written = (uint8_t *)(stream).next_out - output;                          \
  } while (0)

cc_status cc_decode(
    cc_decoder *self, const uint8_t *input, size_t input_count, uint8_t *output,
    size_t output_count, size_t *consumed, size_t *written) {
  int result;
  switch (self->coding) {
  case cc_bzip2:
    WITH_STREAM(self->bzip2, char *, char *, result = BZ2_bzDecompress(&self->bzip2));
    return result == BZ_OK ? cc_more : result == BZ_STREAM_END ? cc_ended : cc_damaged;
  case cc_xz:
    WITH_STREAM(
        self->xz, const uint8_t *, uint8_t *, result = lzma_code(&self->xz, LZMA_RUN));
    return result == LZMA_OK || result == LZMA_BUF_ERROR ? cc_more
        : result == LZMA_STREAM_END                      ? cc_ended
        : result == LZMA_MEMLIMIT_ERROR                  ? cc_too_large
                                                         : cc_damaged;
  case cc_zstd: {
    ZSTD_inBuffer in = {input, input_count, 0};
    ZSTD_outBuffer out = {output, output_count, 0};
    size_t left = ZSTD_decompressStream(self->zstd, &out, &in);
    *consumed = in.pos;
    *written = out.pos;
    if (ZSTD_isError(left)) {
      // The numeric codes are stable only in the static API; the words are all there is.
      return strstr(ZSTD_getErrorName(left), "memory") ? cc_too_large : cc_damaged;
    }
    return left == 0 ? cc_ended : cc_more;
  }
  default:
    WITH_STREAM(self->zlib, Bytef *, Bytef *, result = inflate(&self->zlib, Z_NO_FLUSH));
    return result == Z_OK || result == Z_BUF_ERROR ? cc_more
        : result == Z_STREAM_END                   ? cc_ended
                                                   : cc_damaged;
  }
}
