#ifndef CXML_TREE_H
#define CXML_TREE_H

// Pages as trees, XPath over them, and XML from a reader, through libxml2: no network, no entities
// of the document's own, errors silenced. libxml2's own headers stay out of sight, since they pull
// in an ICU that is not Foundation's.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cxml_tree cxml_tree;
typedef struct cxml_node cxml_node;
typedef struct cxml_xpath cxml_xpath;
typedef struct cxml_reader cxml_reader;

/// Parses a page; NULL where there is nothing in it. `encoding` may be NULL: then the page says.
cxml_tree *cxml_tree_of(const uint8_t *bytes, size_t count, const char *encoding);
/// Parses one XML element in UTF-8, without a document type; NULL where it is not well-formed.
cxml_tree *cxml_element_of(const uint8_t *bytes, size_t count);
void cxml_tree_free(cxml_tree *tree);

typedef enum { CXML_ELEMENT, CXML_TEXT, CXML_ATTRIBUTE, CXML_OTHER } cxml_kind;

/// Nodes live as long as their tree. Those that are not there are NULL.
cxml_node *cxml_root(cxml_tree *tree);
cxml_kind cxml_kind_of(const cxml_node *node);
cxml_node *cxml_first_child(const cxml_node *node);
cxml_node *cxml_next_sibling(const cxml_node *node);
cxml_node *cxml_parent(const cxml_node *node);
/// Name of an element or attribute; lives as long as the tree.
const char *cxml_name(const cxml_node *node);
/// Text of a text node; lives as long as the tree.
const char *cxml_text(const cxml_node *node);
/// Value of an attribute; `cxml_string_free` it. NULL where there is none.
char *cxml_attribute(const cxml_node *node, const char *name);
/// All text in a node and below; `cxml_string_free` it.
char *cxml_content(const cxml_node *node);
/// What stands in an element, as XML; `cxml_string_free` it.
char *cxml_markup(const cxml_node *node);
/// Prefix of an element's name, if it is declared; lives as long as the tree. If not, NULL: the name
/// has it then.
const char *cxml_prefix(const cxml_node *node);
void cxml_string_free(char *text);

/// The name that HTML 4 gives a character, as in `&eacute;`; NULL where it has none.
const char *cxml_entity_name(unsigned character);
/// Whether HTML 4 has an element of this name.
int cxml_is_html_tag(const char *name);

/// Compiles XPath 1.0; NULL where it is none.
cxml_xpath *cxml_xpath_of(const char *expression);
void cxml_xpath_free(cxml_xpath *xpath);

/// What an expression came to: nodes in document order, or text. `cxml_result_clear` it.
typedef struct {
  cxml_node **nodes;
  size_t count;
  char *text;
} cxml_result;

/// Evaluates from `node`, or the document where it is NULL, in at most `steps` steps. Returns 0
/// where it fails.
int cxml_evaluate(
    cxml_xpath *xpath, cxml_tree *tree, cxml_node *node, unsigned long steps, cxml_result *result);
void cxml_result_clear(cxml_result *result);

typedef enum { CXML_START, CXML_END, CXML_CHARACTERS, CXML_DONE, CXML_BROKEN } cxml_event;

/// Reads XML piece by piece; `bytes` must outlive the reader.
cxml_reader *cxml_reader_of(const uint8_t *bytes, size_t count);
/// Moves on to the next start, end or text.
cxml_event cxml_reader_next(cxml_reader *reader);
/// Name of the element without prefix, or the text; lives until the next move.
const char *cxml_reader_value(cxml_reader *reader);
/// Whether an element that starts has no content and no end of its own.
int cxml_reader_is_empty(cxml_reader *reader);
void cxml_reader_free(cxml_reader *reader);

#ifdef __cplusplus
}
#endif
#endif
