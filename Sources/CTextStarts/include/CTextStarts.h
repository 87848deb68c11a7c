#ifndef CTEXTSTARTS_H
#define CTEXTSTARTS_H

#include <stddef.h>
#include <stdint.h>

/// How many of its first letters a word is told by.
#define TS_LETTERS 6
/// How many bits the hash of a word has.
#define TS_HASH_BITS 17

/// The hash of the first `TS_LETTERS` letters of a word in lower case, the first lowest, with zeros
/// behind a shorter one; 0 for no letters.
static inline uint32_t ts_hash(uint64_t letters) {
  return (uint32_t)((letters * 0x9E3779B97F4A7C15u) >> (64 - TS_HASH_BITS));
}

/// The hash of a word's hash and the two bytes behind it; white space and a hyphen are the same.
static inline uint32_t ts_behind(uint32_t hash, uint8_t first, uint8_t second) {
  uint32_t space = first == 0x0A || first == 0x2D ? 0x20 : first;
  uint32_t key = (hash ^ space << 17 ^ (uint32_t)second << 24) * 0x9E3779B1u;
  return key >> (32 - TS_HASH_BITS);
}

/// Finds the places of `text` at which something of interest may start: a word of ASCII letters
/// that the bitmap has, a word with a character outside ASCII in it or behind it, any such
/// character, the first of several digits, `$`, `@`, and `.` with no white space behind it.
///
/// - text_count: how many bytes `text` has; none behind them is read.
/// - from, count: the bytes to look at; `from` is a multiple of 64.
/// - words: a bit for the hash of each word, and bit 0.
/// - places: gets the offsets in ascending order; there is room for `count` + 1.
/// Returns how many there are.
size_t ts_find(
    const uint8_t *_Nonnull text, size_t text_count, size_t from, size_t count,
    const uint64_t *_Nonnull words, uint32_t *_Nonnull places);

#endif
