#include "CSimdJSON.h"

#include <cstring>
#include <new>
#include <simdjson.h>
#include <string>

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

struct sj_parser {
  simdjson::dom::parser parser;
  simdjson::error_code error = simdjson::SUCCESS;
  std::string text;
};

static_assert(simdjson::SIMDJSON_PADDING <= sj_padding, "callers leave too little room behind documents");
static_assert(sizeof(element) == sizeof(sj_element), "elements do not fit their C form");
static_assert(sizeof(object::iterator) == sizeof(sj_element), "iterators do not fit");
static_assert(sizeof(array::iterator) == sizeof(sj_element), "iterators do not fit");

// These are trivially copyable pairs of a document pointer and a tape index.
template <typename Target, typename Source> static Target as(const Source &source) {
  static_assert(sizeof(Target) == sizeof(Source), "sizes differ");
  Target target;
  std::memcpy(static_cast<void *>(&target), &source, sizeof(Target));
  return target;
}

static sj_string string_of(std::string_view text) {
  return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

sj_parser *sj_parser_new(size_t depth) {
  sj_parser *parser = new (std::nothrow) sj_parser;
  // Growing keeps the depth.
  if (parser && parser->parser.allocate(0, depth) != simdjson::SUCCESS) {
    delete parser;
    return nullptr;
  }
  return parser;
}

void sj_parser_free(sj_parser *parser) { delete parser; }

sj_status sj_parse(sj_parser *parser, const uint8_t *bytes, size_t count, sj_element *root) {
  element parsed;
  parser->error = parser->parser.parse(bytes, count, false).get(parsed);
  switch (parser->error) {
  case simdjson::SUCCESS:
    *root = as<sj_element>(parsed);
    return sj_ok;
  case simdjson::UTF8_ERROR: return sj_bad_utf8;
  case simdjson::STRING_ERROR: return sj_bad_string;
  case simdjson::NUMBER_ERROR: return sj_bad_number;
  case simdjson::DEPTH_ERROR: return sj_too_deep;
  case simdjson::CAPACITY: return sj_too_long;
  default: return sj_bad_json;
  }
}

const char *sj_last_error(const sj_parser *parser) {
  return simdjson::error_message(parser->error);
}

sj_type sj_type_of(sj_element value) {
  switch (as<element>(value).type()) {
  case element_type::ARRAY: return sj_array;
  case element_type::OBJECT: return sj_object;
  case element_type::INT64: return sj_integer;
  case element_type::UINT64: return sj_unsigned;
  case element_type::DOUBLE: return sj_double;
  case element_type::STRING: return sj_text;
  case element_type::BOOL: return sj_boolean;
  default: return sj_null;
  }
}

sj_string sj_string_of(sj_element value) {
  std::string_view text;
  if (as<element>(value).get_string().get(text) != simdjson::SUCCESS) return {nullptr, 0};
  return string_of(text);
}

int64_t sj_integer_of(sj_element value) {
  int64_t number = 0;
  return as<element>(value).get_int64().get(number) == simdjson::SUCCESS ? number : 0;
}

int sj_boolean_of(sj_element value) {
  bool flag = false;
  return as<element>(value).get_bool().get(flag) == simdjson::SUCCESS && flag;
}

double sj_double_of(sj_element value) {
  double number = 0;
  return as<element>(value).get_double().get(number) == simdjson::SUCCESS ? number : 0;
}

sj_iterator sj_begin(sj_element container) {
  object members;
  if (as<element>(container).get_object().get(members) == simdjson::SUCCESS) {
    return {as<sj_element>(members.begin()), as<sj_element>(members.end())};
  }
  array items;
  if (as<element>(container).get_array().get(items) == simdjson::SUCCESS) {
    return {as<sj_element>(items.begin()), as<sj_element>(items.end())};
  }
  return {container, container};
}

int sj_next_member(sj_iterator *iterator, sj_string *key, sj_element *value) {
  auto here = as<object::iterator>(iterator->here);
  if (!(here != as<object::iterator>(iterator->end))) return 0;
  *key = string_of(here.key());
  *value = as<sj_element>(here.value());
  iterator->here = as<sj_element>(++here);
  return 1;
}

int sj_next_item(sj_iterator *iterator, sj_element *value) {
  auto here = as<array::iterator>(iterator->here);
  if (!(here != as<array::iterator>(iterator->end))) return 0;
  *value = as<sj_element>(*here);
  iterator->here = as<sj_element>(++here);
  return 1;
}

sj_string sj_minify(sj_parser *parser, sj_element value) {
  parser->text = simdjson::minify(as<element>(value));
  return string_of(parser->text);
}
