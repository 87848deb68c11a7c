// In C, because Swift has no way to name the instructions that look up sixteen windows at once, nor to
// compile one function for several processors.

#include "CWindowProbe.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { step = 8 };

size_t wp_find_anywhere(
    const uint8_t *text, size_t count, const uint32_t *bitmap, uint32_t *found) {
  size_t found_count = 0;
  for (size_t offset = 0; offset < count; offset += step) {
    uint32_t bits[step];
    uint32_t any = 0;
    for (unsigned place = 0; place < step; place++) {
      uint32_t window;
      memcpy(&window, text + offset + place, sizeof window);
      uint32_t hash = wp_hash(window) >> (32 - WP_HASH_BITS);
      bits[place] = bitmap[hash >> 5] >> (hash & 31);
      any |= bits[place];
    }
    if ((any & 1) == 0) continue;
    for (unsigned place = 0; place < step; place++) {
      found[found_count] = (uint32_t)(offset + place);
      found_count += bits[place] & 1;
    }
  }
  return found_count;
}

#if defined(__x86_64__)
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi")))
static size_t find_sixteen(
    const uint8_t *text, size_t count, const uint32_t *bitmap, uint32_t *found) {
  static const uint8_t overlapping[64] = {
      0, 1, 2,  3,  1, 2,  3,  4,  2,  3,  4,  5,  3,  4,  5,  6,  4,  5,  6,  7,  5,  6,
      7, 8, 6,  7,  8, 9,  7,  8,  9,  10, 8,  9,  10, 11, 9,  10, 11, 12, 10, 11, 12, 13,
      11, 12, 13, 14, 12, 13, 14, 15, 13, 14, 15, 16, 14, 15, 16, 17, 15, 16, 17, 18};
  const __m512i windows = _mm512_loadu_si512(overlapping);
  const __m512i places = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i factor = _mm512_set1_epi32((int)wp_hash(1));
  size_t found_count = 0;
  for (size_t offset = 0; offset < count; offset += 16) {
    const __m256i bytes = _mm256_loadu_si256((const void *)(text + offset));
    const __m512i all = _mm512_permutexvar_epi8(windows, _mm512_castsi256_si512(bytes));
    const __m512i hashes = _mm512_srli_epi32(_mm512_mullo_epi32(all, factor), 32 - WP_HASH_BITS);
    const __m512i words = _mm512_i32gather_epi32(_mm512_srli_epi32(hashes, 5), bitmap, 4);
    // Only the lowest five bits count, as in a shift of one word.
    const __m512i bits = _mm512_sllv_epi32(
        _mm512_set1_epi32(1), _mm512_and_si512(hashes, _mm512_set1_epi32(31)));
    const __mmask16 set = _mm512_test_epi32_mask(words, bits);
    const __m512i offsets = _mm512_add_epi32(places, _mm512_set1_epi32((int)offset));
    _mm512_storeu_si512(found + found_count, _mm512_maskz_compress_epi32(set, offsets));
    found_count += (size_t)__builtin_popcount(set);
  }
  return found_count;
}
#endif

size_t wp_find(const uint8_t *text, size_t count, const uint32_t *bitmap, uint32_t *found) {
#if defined(__x86_64__)
  // Earlier processors are known to gather slowly, some of them since a flaw was mended; what they
  // would gain was not measured.
  if (__builtin_cpu_supports("avx512fp16") && __builtin_cpu_supports("avx512vbmi")) {
    return find_sixteen(text, count, bitmap, found);
  }
#endif
  return wp_find_anywhere(text, count, bitmap, found);
}
