#include <zlib.h>

/// Starts deflating into gzip members at `level`. Returns Z_OK on success. deflateInit2 is a macro
/// that Swift does not see.
static inline int czlib_deflate_begin(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}
