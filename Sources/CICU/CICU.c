#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

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

int icu_may_combine(uint32_t scalar) {
  return u_getIntPropertyValue((UChar32)scalar, UCHAR_NFKC_QUICK_CHECK) == UNORM_MAYBE;
}

int icu_is_nfkc(uint32_t scalar) {
  return u_getIntPropertyValue((UChar32)scalar, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES;
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
