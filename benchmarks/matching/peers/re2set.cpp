/* RE2 set as prefilter, RE2 behind it: re2set PATTERNS DOCUMENTS [BYTES]
   Patterns that RE2 refuses (look-around, back-references, atomic groups) are left out and counted. */
#include <re2/re2.h>
#include <re2/set.h>
#include <memory>
#include <string>
#include <vector>
#include "lines.h"

int main(int argc, char **argv) {
  const char **patterns;
  size_t count = read_patterns(argv[1], &patterns);
  piece all = limited(map_file(argv[2]), argc > 3 ? strtoull(argv[3], 0, 10) : 0);
  double start = seconds();
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_max_mem(512 << 20);
  RE2::Set set(options, RE2::UNANCHORED);
  std::vector<std::unique_ptr<RE2>> rules;
  for (size_t i = 0; i < count; i++) {
    auto rule = std::make_unique<RE2>(patterns[i], options);
    if (!rule->ok() || set.Add(patterns[i], nullptr) < 0) continue;
    rules.push_back(std::move(rule));
  }
  if (!set.Compile()) { fprintf(stderr, "re2: out of memory\n"); return 2; }
  double compiled = seconds();
  size_t documents = 0, matches = 0;
  std::vector<int> candidates;
  const char *end = all.start + all.size;
  for (const char *at = all.start; at < end; documents++) {
    const char *stop = (const char *)memchr(at, '\n', end - at);
    if (!stop) stop = end;
    re2::StringPiece text(at, stop - at);
    candidates.clear();
    set.Match(text, &candidates);
    for (int i : candidates) {
      size_t offset = 0;
      re2::StringPiece found;
      while (offset <= text.size() && rules[i]->Match(text, offset, text.size(), RE2::UNANCHORED, &found, 1)) {
        size_t stop = found.data() - text.data() + found.size();
        matches += found.size() > 0;
        offset = stop > offset ? stop : offset + 1;
      }
    }
    at = stop + 1;
  }
  report("RE2 set", all, documents, rules.size(), matches, compiled - start, seconds() - compiled);
}
