/* PCRE2 as rules are compiled and run: UTF, UCP, caseless, line feed as newline, non-empty matches. */
#ifndef REFERENCE_H
#define REFERENCE_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>

static inline pcre2_code *compile_rule(const char *pattern) {
  int error;
  PCRE2_SIZE offset;
  pcre2_compile_context *context = pcre2_compile_context_create(NULL);
  pcre2_set_newline(context, PCRE2_NEWLINE_LF);
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                   PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &offset, context);
  pcre2_compile_context_free(context);
  if (!code) { fprintf(stderr, "pattern does not compile at byte %zu: %s\n", offset, pattern); exit(2); }
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  return code;
}

typedef struct { pcre2_match_data *data; pcre2_match_context *context; } memory;

static inline memory make_memory(void) {
  memory m = {pcre2_match_data_create(1, NULL), pcre2_match_context_create(NULL)};
  pcre2_set_match_limit(m.context, 200000);
  pcre2_jit_stack_assign(m.context, NULL, pcre2_jit_stack_create(32 * 1024, 512 * 1024, NULL));
  return m;
}

static inline size_t count_matches(pcre2_code *code, const char *text, size_t size, memory m) {
  size_t count = 0, offset = 0;
  while (offset < size) {
    int status = pcre2_jit_match(code, (PCRE2_SPTR)text, size, offset, PCRE2_NOTEMPTY, m.data, m.context);
    if (status == PCRE2_ERROR_JIT_BADOPTION)
      status = pcre2_match(code, (PCRE2_SPTR)text, size, offset, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, m.data, m.context);
    if (status < 0) break;
    PCRE2_SIZE *span = pcre2_get_ovector_pointer(m.data);
    count += span[1] > span[0];
    offset = span[1] > offset ? span[1] : offset + 1;
    while (offset < size && ((unsigned char)text[offset] & 0xC0) == 0x80) offset++;
  }
  return count;
}
#endif
