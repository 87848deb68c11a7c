#ifndef CXML_H
#define CXML_H

// HTML through libxml2's SAX interface: events only, no tree, no network, errors silenced.

#include "CXMLTree.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What is told of a page, in document order. Strings are UTF-8, zero-terminated unless a count
/// is given, and live until the call returns.
typedef struct {
  /// `attributes` is a list of names and values that ends with NULL, or NULL; values may be NULL.
  /// Other than 0 ends the reading.
  int (*start)(void *context, const char *name, const char **attributes);
  void (*end)(void *context, const char *name);
  void (*text)(void *context, const uint8_t *bytes, int count);
} cxml_events;

/// Reads a page in valid UTF-8 without NUL, whatever its meta elements say. Returns 0, or -1 where
/// memory is short.
int cxml_read_html(const uint8_t *bytes, size_t count, cxml_events events, void *context);

#ifdef __cplusplus
}
#endif
#endif
