#ifndef CSIMDJSON_H
#define CSIMDJSON_H

// A C interface over simdjson's DOM parser: one parser a thread, one document at a time.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that must be readable behind the document.
enum { sj_padding = 64 };

/// One thread's parser. Its elements and strings live until it parses again.
typedef struct sj_parser sj_parser;

/// A value of the parsed document; passed by value.
typedef struct {
  const void *document;
  size_t index;
} sj_element;

/// A place in an object or array.
typedef struct {
  sj_element here;
  sj_element end;
} sj_iterator;

/// UTF-8 bytes that belong to the parser.
typedef struct {
  const uint8_t *bytes;
  size_t count;
} sj_string;

typedef enum {
  sj_array,
  sj_object,
  sj_integer,
  sj_unsigned,
  sj_double,
  sj_text,
  sj_boolean,
  sj_null
} sj_type;

/// What went wrong, as far as callers tell errors apart.
typedef enum {
  sj_ok,
  sj_bad_utf8,
  sj_bad_string,
  /// A number that is none, or larger than 64 bits or a double can be.
  sj_bad_number,
  sj_too_deep,
  sj_too_long,
  sj_bad_json
} sj_status;

/// A parser that refuses what nests deeper than `depth`; NULL when memory is short.
sj_parser *sj_parser_new(size_t depth);
void sj_parser_free(sj_parser *parser);

/// Parses `count` bytes, behind which `sj_padding` more are readable.
sj_status sj_parse(sj_parser *parser, const uint8_t *bytes, size_t count, sj_element *root);

/// simdjson's own words for the last error.
const char *sj_last_error(const sj_parser *parser);

sj_type sj_type_of(sj_element element);
/// The text of a string element.
sj_string sj_string_of(sj_element element);
/// The value of an integer element.
int64_t sj_integer_of(sj_element element);
/// The value of any number element.
double sj_double_of(sj_element element);

/// 1 for `true`; 0 for anything else.
int sj_boolean_of(sj_element value);

/// Members of an object, or items of an array, in order.
sj_iterator sj_begin(sj_element container);
/// Returns 0 at the end. `key` is empty for arrays.
int sj_next_member(sj_iterator *iterator, sj_string *key, sj_element *value);
int sj_next_item(sj_iterator *iterator, sj_element *value);

/// The element as JSON without white space; valid until the next call on this parser.
sj_string sj_minify(sj_parser *parser, sj_element element);

#ifdef __cplusplus
}
#endif
#endif
