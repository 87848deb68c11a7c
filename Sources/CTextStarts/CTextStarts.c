// In C, because the Swift compiler (6.3) takes comparisons of vectors apart into bytes and does not
// compile one function for several processors.

#include "CTextStarts.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

enum {
  group_size = 64,
  /// Bytes that are compared at a time.
  lane_size = 32,
  /// Bytes behind a group that its words are loaded with.
  word_reach = 8
};

typedef uint8_t bytes __attribute__((vector_size(lane_size)));
typedef bool flags __attribute__((ext_vector_type(lane_size)));

/// The classes of 64 bytes, a bit for each byte, the first lowest.
struct classes {
  /// ASCII letters, and all bytes of characters outside ASCII.
  uint64_t letters;
  /// All bytes of characters outside ASCII, and their first bytes.
  uint64_t wide;
  uint64_t wide_starts;
  uint64_t digits;
  /// `$` and `@`.
  uint64_t signs;
  uint64_t dots;
  /// Neither white space nor a control character.
  uint64_t visible;
};

#define BITS(condition) \
  ({ \
    flags set = __builtin_convertvector((condition), flags); \
    uint32_t bits; \
    memcpy(&bits, &set, sizeof bits); \
    (uint64_t)bits; \
  })

__attribute__((always_inline)) static inline struct classes classify(const uint8_t *start) {
  struct classes result = {0};
  for (unsigned lane = 0; lane < group_size; lane += lane_size) {
    bytes all;
    memcpy(&all, start + lane, sizeof all);
    result.wide |= BITS(all >= 0x80) << lane;
    result.letters |= BITS((bytes)((all | 0x20) - 0x61) < 26) << lane;
    result.digits |= BITS((bytes)(all - 0x30) < 10) << lane;
    result.signs |= BITS((all == 0x24) | (all == 0x40)) << lane;
    result.dots |= BITS(all == 0x2E) << lane;
    result.visible |= BITS(all > 0x20) << lane;
    result.wide_starts |= BITS(all >= 0xC0) << lane;
  }
  result.letters |= result.wide;
  return result;
}

__attribute__((always_inline)) static inline unsigned has_bit(const uint64_t *bits, uint32_t number) {
  return bits[number >> 6] >> (number & 63) & 1;
}

/// The 64 bits from bit `place` on of two words of bits; `place` is below 64.
__attribute__((always_inline)) static inline uint64_t from_bit(
    uint64_t low, uint64_t high, unsigned place) {
  // In two shifts, since one by 64 is none.
  return low >> place | high << 1 << (63 - place);
}

/// The bytes of so many letters.
static const uint64_t ts_masks[TS_LETTERS + 1] = {
    0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF};

/// Writes the places among the `starts` of a group from which something of interest may start, behind
/// those `found` so far, and returns how many there are then.
///
/// - start, offset: where the group is in memory and in the text.
/// - here, next: it and the one behind it.
/// - is_wide: whether one of them has characters outside ASCII.
__attribute__((always_inline)) static inline size_t read_starts(
    uint64_t starts, const uint8_t *start, size_t offset, const struct classes *here,
    const struct classes *next, bool is_wide, const uint64_t *words, uint32_t *places,
    size_t found) {
  uint64_t others_here = ~here->letters, others_next = ~next->letters;
  for (; starts != 0; starts &= starts - 1) {
    unsigned place = (unsigned)__builtin_ctzll(starts);
    // Digits and signs have no letters, and bit 0 is set.
    uint64_t others = from_bit(others_here, others_next, place);
    uint64_t letters;
    memcpy(&letters, start + place, sizeof letters);
    letters = (letters | 0x2020202020202020u)
        & ts_masks[__builtin_ctzll(others | (uint64_t)1 << TS_LETTERS)];
    // No branches: what passes is not to be foreseen.
    unsigned passes = has_bit(words, ts_hash(letters));
    if (is_wide) passes |= (from_bit(here->wide, next->wide, place) & (others & -others) - 1) != 0;
    places[found] = (uint32_t)(offset + place);
    found += passes;
  }
  return found;
}

FOR_EACH_PROCESSOR
size_t ts_find(
    const uint8_t *text, size_t text_count, size_t from, size_t count, const uint64_t *words,
    uint32_t *places) {
  // Groups are read where they stand as long as words in them can be loaded eight bytes at a time;
  // the rest, below 72 bytes, from a copy with zeros behind it.
  uint8_t rest[2 * group_size + word_reach];
  size_t rest_start = 0;
  if (text_count >= group_size + word_reach) {
    rest_start = ((text_count - group_size - word_reach) / group_size + 1) * group_size;
  }
  if (from + count + group_size > rest_start) {
    memset(rest, 0, sizeof rest);
    memcpy(rest, text + rest_start, text_count - rest_start);
  }
#define GROUP(offset) ((offset) < rest_start ? text + (offset) : rest + ((offset) - rest_start))

  size_t found = 0;
  struct classes before = {0};
  if (from > 0) before = classify(GROUP(from - group_size));
  struct classes here = classify(GROUP(from));
  for (size_t offset = from; offset < from + count; offset += group_size) {
    const uint8_t *start = GROUP(offset);
    struct classes next = {0};
    if (offset + group_size < text_count) next = classify(GROUP(offset + group_size));
    uint64_t starts = (here.letters & ~(here.letters << 1 | before.letters >> 63))
        | (here.digits & ~(here.digits << 1 | before.digits >> 63))
        | here.signs | (here.dots & from_bit(here.visible, next.visible, 1)) | here.wide_starts;
    const bool is_wide = (here.wide | next.wide) != 0;
    // In two loops, of which the usual one has fewer values to keep at hand.
    found = is_wide
        ? read_starts(starts, start, offset, &here, &next, true, words, places, found)
        : read_starts(starts, start, offset, &here, &next, false, words, places, found);
    before = here;
    here = next;
  }
  return found;
}
