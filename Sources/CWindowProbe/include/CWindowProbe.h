#ifndef CWINDOWPROBE_H
#define CWINDOWPROBE_H

#include <stddef.h>
#include <stdint.h>

/// How many bits the hash of a window has; the bitmap takes 16 KiB, half of a first-level cache.
#define WP_HASH_BITS 17
/// So many offsets behind `count` may be found, and so many bytes behind those are read.
#define WP_REACH 16

/// The hash of four bytes as a little-endian number, whose highest bits are the bitmap's.
static inline uint32_t wp_hash(uint32_t window) { return window * 0x9E3779B1u; }

/// Finds the offsets of `text` at which a window stands whose bit is set.
///
/// - text: `count` bytes and 2 * `WP_REACH` more can be read.
/// - bitmap: a bit for the hash of each window.
/// - found: gets the offsets in ascending order, below `count` + `WP_REACH`; there is room for
///   `WP_REACH` more than there are.
/// Returns how many there are.
size_t wp_find(
    const uint8_t *_Nonnull text, size_t count, const uint32_t *_Nonnull bitmap,
    uint32_t *_Nonnull found);

/// The same for any processor.
size_t wp_find_anywhere(
    const uint8_t *_Nonnull text, size_t count, const uint32_t *_Nonnull bitmap,
    uint32_t *_Nonnull found);

#endif
