// ICU renames its functions with macros (unorm2_normalize becomes unorm2_normalize_72), which Swift
// does not see; these inline functions are what the normaliser calls.
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/// The shared NFKC normaliser, or NULL if ICU's data is missing.
static inline const void *icu_nfkc(void) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCInstance(&status);
  return U_SUCCESS(status) ? normalizer : 0;
}

/// NFKC of `length` UTF-16 units; returns the length of the result, or -1 where it does not fit.
static inline int icu_nfkc_normalize(
    const void *normalizer, const uint16_t *source, int length, uint16_t *result, int capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int count = unorm2_normalize(
      (const UNormalizer2 *)normalizer, (const UChar *)source, length, (UChar *)result, capacity,
      &status);
  return U_SUCCESS(status) ? count : -1;
}

/// Whether the character may compose with one before it (NFKC_Quick_Check=Maybe).
static inline int icu_may_combine(uint32_t scalar) {
  return u_getIntPropertyValue((UChar32)scalar, UCHAR_NFKC_QUICK_CHECK) == UNORM_MAYBE;
}

/// Whether the character is left alone by NFKC.
static inline int icu_is_nfkc(uint32_t scalar) {
  return u_getIntPropertyValue((UChar32)scalar, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES;
}

/// The value of a decimal digit of any script, or -1.
static inline int icu_decimal_digit(uint32_t scalar) {
  return u_charDigitValue((UChar32)scalar);
}

/// Whether the character is white space (White_Space=Yes).
static inline int icu_is_white_space(uint32_t scalar) {
  return u_isUWhiteSpace((UChar32)scalar);
}

/// Whether the character is invisible (Default_Ignorable_Code_Point=Yes).
static inline int icu_is_default_ignorable(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}
