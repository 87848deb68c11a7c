#ifndef CICU_H
#define CICU_H

// The part of ICU that the normaliser needs. ICU's own headers stay behind it: Foundation brings an
// ICU of its own, and one Swift module cannot see both.

#include <stdint.h>

/// The shared NFKC normaliser, or NULL if ICU's data is missing.
const void *icu_nfkc(void);

/// NFKC of `length` UTF-16 units; returns the length of the result, or -1 where it does not fit.
int icu_nfkc_normalize(
    const void *normalizer, const uint16_t *source, int length, uint16_t *result, int capacity);

/// NFKC of one character, as code points; returns how many, or -1 where they are more than
/// `capacity`.
int icu_nfkc_of_scalar(
    const void *normalizer, uint32_t scalar, uint32_t *result, int capacity);

typedef enum { icu_no, icu_yes, icu_maybe } icu_quick_check;

/// Whether NFKC leaves the character alone; maybe: it may compose with one before it
/// (NFKC_Quick_Check).
icu_quick_check icu_nfkc_quick_check(uint32_t scalar);

/// Whether the code point is a character of this version of Unicode (General_Category other than
/// Cn).
int icu_is_assigned(uint32_t scalar);

/// The value of a decimal digit of any script, or -1.
int icu_decimal_digit(uint32_t scalar);

/// Whether the character is white space (White_Space=Yes).
int icu_is_white_space(uint32_t scalar);

/// Whether the character is invisible (Default_Ignorable_Code_Point=Yes).
int icu_is_default_ignorable(uint32_t scalar);

#endif
