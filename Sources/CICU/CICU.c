#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

const void *icu_nfkc(void) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *normalizer = unorm2_getNFKCInstance(&status);
  return U_SUCCESS(status) ? normalizer : 0;
}

int icu_nfkc_normalize(
    const void *normalizer, const uint16_t *source, int length, uint16_t *result, int capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int count = unorm2_normalize(
      (const UNormalizer2 *)normalizer, (const UChar *)source, length, (UChar *)result, capacity,
      &status);
  return U_SUCCESS(status) ? count : -1;
}

int icu_nfkc_of_scalar(
    const void *normalizer, uint32_t scalar, uint32_t *result, int capacity) {
  UChar source[U16_MAX_LENGTH], units[64];
  int length = 0, count = 0;
  U16_APPEND_UNSAFE(source, length, scalar);
  UErrorCode status = U_ZERO_ERROR;
  length = unorm2_normalize(
      (const UNormalizer2 *)normalizer, source, length, units, sizeof units / sizeof *units,
      &status);
  if (U_FAILURE(status)) return -1;
  for (int place = 0; place < length; count++) {
    if (count == capacity) return -1;
    UChar32 next;
    U16_NEXT_UNSAFE(units, place, next);
    result[count] = (uint32_t)next;
  }
  return count;
}

icu_quick_check icu_nfkc_quick_check(uint32_t scalar) {
  switch (u_getIntPropertyValue((UChar32)scalar, UCHAR_NFKC_QUICK_CHECK)) {
    case UNORM_YES: return icu_yes;
    case UNORM_MAYBE: return icu_maybe;
    default: return icu_no;
  }
}

int icu_is_assigned(uint32_t scalar) {
  return u_isdefined((UChar32)scalar);
}

int icu_decimal_digit(uint32_t scalar) {
  return u_charDigitValue((UChar32)scalar);
}

int icu_is_white_space(uint32_t scalar) {
  return u_isUWhiteSpace((UChar32)scalar);
}

int icu_is_default_ignorable(uint32_t scalar) {
  return u_hasBinaryProperty((UChar32)scalar, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}
