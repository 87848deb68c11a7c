#include <zlib.h>

/// Starts inflating: `window_bits` 31 for gzip, 15 for zlib, -15 for raw deflate. Returns Z_OK on
/// success. inflateInit2 is a macro that Swift does not see.
static inline int czlib_inflate_begin(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}
