/* Vectorscan as prefilter, PCRE2 behind it: vectorscan PATTERNS DOCUMENTS [BYTES [THREADS]]
   A pattern that Vectorscan refuses even as prefilter runs on every document. Compiling takes many
   minutes, so the database is kept beside the patterns, as PATTERNS.hsdb, and used as long as they
   stay the same; the time it took is kept with it. */
#include <hs/hs.h>
#include <pthread.h>
#include "lines.h"
#include "reference.h"

static pcre2_code **codes;
static hs_database_t *database;
static size_t *always, always_count, rules;

typedef struct {
  piece part;
  hs_scratch_t *scratch;
  unsigned char *seen;
  unsigned *candidates;
  size_t candidate_count, documents, matches;
} worker;

static int found(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
  worker *w = context;
  (void)from, (void)to, (void)flags;
  if (!w->seen[id]) { w->seen[id] = 1; w->candidates[w->candidate_count++] = id; }
  return 0;
}

static void *work(void *argument) {
  worker *w = argument;
  memory m = make_memory();
  const char *end = w->part.start + w->part.size;
  for (const char *at = w->part.start; at < end; w->documents++) {
    const char *stop = memchr(at, '\n', end - at);
    if (!stop) stop = end;
    w->candidate_count = 0;
    hs_scan(database, at, stop - at, 0, w->scratch, found, w);
    for (size_t i = 0; i < w->candidate_count; i++) {
      w->seen[w->candidates[i]] = 0;
      w->matches += count_matches(codes[w->candidates[i]], at, stop - at, m);
    }
    for (size_t i = 0; i < always_count; i++) w->matches += count_matches(codes[always[i]], at, stop - at, m);
    at = stop + 1;
  }
  return 0;
}

static char *kept_path(const char *patterns) {
  char *path = malloc(strlen(patterns) + 6);
  sprintf(path, "%s.hsdb", patterns);
  return path;
}

/* Loads the kept database of these very patterns; the seconds it once took, or -1. */
static double load(const char *path, piece patterns) {
  if (access(path, R_OK) != 0) return -1;
  piece kept = map_file(path);
  double took;
  size_t head = sizeof took + patterns.size;
  if (kept.size <= head || memcmp(kept.start + sizeof took, patterns.start, patterns.size) != 0) return -1;
  if (hs_deserialize_database(kept.start + head, kept.size - head, &database) != HS_SUCCESS) return -1;
  memcpy(&took, kept.start, sizeof took);
  return took;
}

static void keep(const char *path, piece patterns, double took) {
  char *bytes = 0;
  size_t size = 0;
  FILE *file = fopen(path, "wb");
  if (!file || hs_serialize_database(database, &bytes, &size) != HS_SUCCESS) { perror(path); exit(2); }
  fwrite(&took, sizeof took, 1, file);
  fwrite(patterns.start, 1, patterns.size, file);
  fwrite(bytes, 1, size, file);
  if (fclose(file) != 0) { perror(path); exit(2); }
}

int main(int argc, char **argv) {
  const char **patterns;
  rules = read_patterns(argv[1], &patterns);
  piece all = limited(map_file(argv[2]), argc > 3 ? strtoull(argv[3], 0, 10) : 0);
  int threads = argc > 4 ? atoi(argv[4]) : 1;
  double start = seconds();
  codes = malloc(rules * sizeof *codes);
  always = malloc(rules * sizeof *always);
  const char **taken = malloc(rules * sizeof *taken);
  unsigned *flags = malloc(rules * sizeof *flags), *ids = malloc(rules * sizeof *ids), count = 0;
  unsigned wanted = HS_FLAG_CASELESS | HS_FLAG_UTF8 | HS_FLAG_UCP | HS_FLAG_PREFILTER | HS_FLAG_SINGLEMATCH;
  hs_compile_error_t *error = 0;
  for (size_t i = 0; i < rules; i++) {
    hs_expr_info_t *info = 0;
    codes[i] = compile_rule(patterns[i]);
    if (hs_expression_info(patterns[i], wanted, &info, &error) != HS_SUCCESS) { always[always_count++] = i; continue; }
    free(info);
    taken[count] = patterns[i], flags[count] = wanted, ids[count++] = i;
  }
  double codes_took = seconds() - start, database_took;
  piece text = map_file(argv[1]);
  char *path = kept_path(argv[1]);
  if ((database_took = load(path, text)) < 0) {
    double before = seconds();
    if (hs_compile_multi(taken, flags, ids, count, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) {
      fprintf(stderr, "vectorscan: %s\n", error->message);
      return 2;
    }
    keep(path, text, database_took = seconds() - before);
  }
  worker workers[16] = {0};
  pthread_t ids_of[16];
  const char *at = all.start, *end = all.start + all.size;
  for (int i = 0; i < threads; i++) {
    const char *stop = i == threads - 1 ? end : all.start + all.size / threads * (i + 1);
    while (stop < end && stop[-1] != '\n') stop++;
    workers[i].part = (piece){at, (size_t)(stop - at)};
    workers[i].seen = calloc(rules + 1, 1);
    workers[i].candidates = malloc((rules + 1) * sizeof(unsigned));
    hs_alloc_scratch(database, &workers[i].scratch);
    at = stop;
  }
  double compiled = seconds();
  for (int i = 0; i < threads; i++) pthread_create(&ids_of[i], 0, work, &workers[i]);
  size_t documents = 0, matches = 0;
  for (int i = 0; i < threads; i++) {
    pthread_join(ids_of[i], 0);
    documents += workers[i].documents, matches += workers[i].matches;
  }
  double done = seconds();
  fprintf(stderr, "vectorscan: %zu of %zu rules run on every document\n", always_count, rules);
  report(threads > 1 ? "Vectorscan + PCRE2, 2 threads" : "Vectorscan + PCRE2", all, documents, rules, matches,
         codes_took + database_took, done - compiled);
}
