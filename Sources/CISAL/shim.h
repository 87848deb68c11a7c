#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

// isal_zstream holds arrays too large for Swift to import, so that it passes as a plain pointer.

/// A compressor for gzip members; NULL when memory is short. Free with `cisal_free`.
static inline void *cisal_new(void) {
  struct isal_zstream *stream = malloc(sizeof *stream);
  uint8_t *room = malloc(ISAL_DEF_LVL1_DEFAULT);
  if (!stream || !room) {
    free(stream);
    free(room);
    return 0;
  }
  isal_deflate_init(stream);
  stream->level_buf = room;
  stream->level_buf_size = ISAL_DEF_LVL1_DEFAULT;
  return stream;
}

static inline void cisal_free(void *compressor) {
  struct isal_zstream *stream = (struct isal_zstream *)compressor;
  if (stream) free(stream->level_buf);
  free(stream);
}

/// Starts a member at level 0 (fixed codes) or 1 (codes made for the data).
static inline void cisal_begin(void *compressor, int level) {
  struct isal_zstream *stream = (struct isal_zstream *)compressor;
  isal_deflate_reset(stream);
  // The library changes this once the header of a member is written.
  stream->gzip_flag = IGZIP_GZIP;
  stream->level = (uint32_t)level;
  stream->end_of_stream = 0;
}

/// Compresses `count` bytes, at most 2^32 - 1, into `room` bytes at `output`; says how much of
/// both was used. With `ends` the member ends once all is written. Returns 1 on success.
static inline int cisal_write(
    void *compressor, const uint8_t *input, size_t count, int ends, uint8_t *output, size_t room,
    size_t *consumed, size_t *written) {
  struct isal_zstream *stream = (struct isal_zstream *)compressor;
  // The library does not write to its input, whatever the type says.
  stream->next_in = (uint8_t *)input;
  stream->avail_in = (uint32_t)count;
  stream->end_of_stream = ends ? 1 : 0;
  stream->next_out = output;
  stream->avail_out = (uint32_t)room;
  int status = isal_deflate(stream);
  *consumed = count - stream->avail_in;
  *written = room - stream->avail_out;
  return status == COMP_OK;
}
