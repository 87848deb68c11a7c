/* What the C peers share: patterns, documents, time, and the one line of JSON they print. */
#ifndef LINES_H
#define LINES_H
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct { const char *start; size_t size; } piece;

static inline double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static inline piece map_file(const char *path) {
  int descriptor = open(path, O_RDONLY);
  struct stat status;
  if (descriptor < 0 || fstat(descriptor, &status) != 0) { perror(path); exit(2); }
  piece all = {0, (size_t)status.st_size};
  if (all.size > 0) {
    void *at = mmap(0, all.size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
    if (at == MAP_FAILED) { perror(path); exit(2); }
    all.start = (const char *)at;
  }
  return all;
}

/* Patterns stand one after the other, each with a NUL at its end. */
static inline size_t read_patterns(const char *path, const char ***patterns) {
  piece all = map_file(path);
  size_t count = 0, next = 0;
  for (size_t i = 0; i < all.size; i++) count += all.start[i] == 0;
  *patterns = (const char **)malloc((count + 1) * sizeof **patterns);
  for (size_t at = 0; at < all.size; at += strlen(all.start + at) + 1) (*patterns)[next++] = all.start + at;
  return count;
}

/* The documents of a file, one a line, up to `limit` bytes (0: all). */
static inline piece limited(piece all, size_t limit) {
  if (limit > 0 && limit < all.size) {
    while (limit > 0 && all.start[limit - 1] != '\n') limit--;
    all.size = limit;
  }
  return all;
}

static inline void report(const char *peer, piece all, size_t documents, size_t rules, size_t matches,
                          double compile, double scan) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("{\"peer\":\"%s\",\"bytes\":%zu,\"documents\":%zu,\"rules\":%zu,\"matches\":%zu,"
         "\"compileSeconds\":%.4f,\"seconds\":%.4f,\"peakKiB\":%ld}\n",
         peer, all.size, documents, rules, matches, compile, scan, usage.ru_maxrss);
}
#endif
