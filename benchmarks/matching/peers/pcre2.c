/* PCRE2 JIT, rule by rule: pcre2 PATTERNS DOCUMENTS [BYTES] */
#include "lines.h"
#include "reference.h"

int main(int argc, char **argv) {
  const char **patterns;
  size_t rules = read_patterns(argv[1], &patterns);
  piece all = limited(map_file(argv[2]), argc > 3 ? strtoull(argv[3], 0, 10) : 0);
  double start = seconds();
  pcre2_code **codes = malloc(rules * sizeof *codes);
  for (size_t i = 0; i < rules; i++) codes[i] = compile_rule(patterns[i]);
  memory m = make_memory();
  double compiled = seconds();
  size_t documents = 0, matches = 0;
  const char *end = all.start + all.size;
  for (const char *at = all.start; at < end; documents++) {
    const char *stop = memchr(at, '\n', end - at);
    if (!stop) stop = end;
    for (size_t i = 0; i < rules; i++) matches += count_matches(codes[i], at, stop - at, m);
    at = stop + 1;
  }
  report("PCRE2 JIT, rule by rule", all, documents, rules, matches, compiled - start, seconds() - compiled);
}
