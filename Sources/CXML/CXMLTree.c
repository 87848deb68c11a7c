#include "CXMLTree.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

// The public types are libxml2's own under names of ours.
static xmlDocPtr document(const cxml_tree *tree) { return (xmlDocPtr)tree; }
static xmlNodePtr raw(const cxml_node *node) { return (xmlNodePtr)node; }
static cxml_node *node_of(xmlNodePtr node) { return (cxml_node *)node; }

cxml_tree *cxml_tree_of(const uint8_t *bytes, size_t count, const char *encoding) {
  if (count > INT_MAX) return 0;
  xmlDocPtr parsed = htmlReadMemory(
      (const char *)bytes, (int)count, 0, encoding,
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
          HTML_PARSE_COMPACT);
  if (parsed && !xmlDocGetRootElement(parsed)) {
    xmlFreeDoc(parsed);
    return 0;
  }
  return (cxml_tree *)parsed;
}

cxml_tree *cxml_element_of(const uint8_t *bytes, size_t count) {
  if (count > INT_MAX) return 0;
  xmlInitParser();
  // How large and how deep an element may be is for the caller to say.
  xmlDocPtr parsed = xmlReadMemory(
      (const char *)bytes, (int)count, 0, "UTF-8",
      XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET | XML_PARSE_COMPACT |
          XML_PARSE_HUGE);
  if (parsed && (parsed->intSubset || parsed->extSubset)) {
    xmlFreeDoc(parsed);
    return 0;
  }
  return (cxml_tree *)parsed;
}

void cxml_tree_free(cxml_tree *tree) { xmlFreeDoc(document(tree)); }

cxml_node *cxml_root(cxml_tree *tree) { return node_of(xmlDocGetRootElement(document(tree))); }

cxml_kind cxml_kind_of(const cxml_node *node) {
  switch (raw(node)->type) {
    case XML_ELEMENT_NODE: return CXML_ELEMENT;
    case XML_TEXT_NODE:
    case XML_CDATA_SECTION_NODE: return CXML_TEXT;
    case XML_ATTRIBUTE_NODE: return CXML_ATTRIBUTE;
    default: return CXML_OTHER;
  }
}

cxml_node *cxml_first_child(const cxml_node *node) { return node_of(raw(node)->children); }
cxml_node *cxml_next_sibling(const cxml_node *node) { return node_of(raw(node)->next); }
cxml_node *cxml_parent(const cxml_node *node) { return node_of(raw(node)->parent); }
const char *cxml_name(const cxml_node *node) { return (const char *)raw(node)->name; }
const char *cxml_text(const cxml_node *node) { return (const char *)raw(node)->content; }

char *cxml_attribute(const cxml_node *node, const char *name) {
  return (char *)xmlGetProp(raw(node), (const xmlChar *)name);
}

char *cxml_content(const cxml_node *node) { return (char *)xmlNodeGetContent(raw(node)); }

const char *cxml_prefix(const cxml_node *node) {
  return raw(node)->ns ? (const char *)raw(node)->ns->prefix : 0;
}

char *cxml_markup(const cxml_node *node) {
  xmlBufferPtr buffer = xmlBufferCreate();
  if (!buffer) return 0;
  xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT);
  for (xmlNodePtr child = raw(node)->children; child; child = child->next) {
    // CDATA is text, and no HTML.
    if (child->type == XML_CDATA_SECTION_NODE) child->type = XML_TEXT_NODE;
    xmlNodeDump(buffer, child->doc, child, 0, 0);
  }
  char *markup = (char *)xmlBufferDetach(buffer);
  xmlBufferFree(buffer);
  return markup;
}

const char *cxml_entity_name(unsigned character) {
  const htmlEntityDesc *entity = htmlEntityValueLookup(character);
  return entity ? entity->name : 0;
}

int cxml_is_html_tag(const char *name) { return htmlTagLookup((const xmlChar *)name) != 0; }

void cxml_string_free(char *text) { xmlFree(text); }

// What libxml2 says about a page or expression would go to standard error, and may quote it.
static void ignore(void *context, xmlErrorPtr error) {
  (void)context;
  (void)error;
}

cxml_xpath *cxml_xpath_of(const char *expression) {
  xmlXPathContextPtr context = xmlXPathNewContext(0);
  if (!context) return 0;
  context->error = ignore;
  xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, (const xmlChar *)expression);
  xmlXPathFreeContext(context);
  return (cxml_xpath *)compiled;
}

void cxml_xpath_free(cxml_xpath *xpath) { xmlXPathFreeCompExpr((xmlXPathCompExprPtr)xpath); }

int cxml_evaluate(
    cxml_xpath *xpath, cxml_tree *tree, cxml_node *node, unsigned long steps,
    cxml_result *result) {
  memset(result, 0, sizeof *result);
  xmlXPathContextPtr context = xmlXPathNewContext(document(tree));
  if (!context) return 0;
  context->error = ignore;
  context->opLimit = steps;
  context->node = raw(node);
  xmlXPathObjectPtr object = xmlXPathCompiledEval((xmlXPathCompExprPtr)xpath, context);
  if (object && object->type == XPATH_NODESET) {
    xmlNodeSetPtr set = object->nodesetval;
    if (set && set->nodeNr > 0) {
      xmlXPathNodeSetSort(set);
      result->nodes = malloc(sizeof *result->nodes * (size_t)set->nodeNr);
      for (int index = 0; result->nodes && index < set->nodeNr; index++) {
        // Namespace nodes are copies that go away with the object; HTML has none to ask for.
        if (set->nodeTab[index]->type == XML_NAMESPACE_DECL) continue;
        result->nodes[result->count++] = node_of(set->nodeTab[index]);
      }
    }
  } else if (object) {
    result->text = (char *)xmlXPathCastToString(object);
  }
  int ok = object != 0;
  xmlXPathFreeObject(object);
  xmlXPathFreeContext(context);
  return ok;
}

void cxml_result_clear(cxml_result *result) {
  free(result->nodes);
  if (result->text) xmlFree(result->text);
  memset(result, 0, sizeof *result);
}

cxml_reader *cxml_reader_of(const uint8_t *bytes, size_t count) {
  if (count > INT_MAX) return 0;
  return (cxml_reader *)xmlReaderForMemory(
      (const char *)bytes, (int)count, 0, 0,
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER);
}

cxml_event cxml_reader_next(cxml_reader *reader) {
  xmlTextReaderPtr self = (xmlTextReaderPtr)reader;
  for (;;) {
    int status = xmlTextReaderRead(self);
    if (status == 0) return CXML_DONE;
    if (status < 0) return CXML_BROKEN;
    switch (xmlTextReaderNodeType(self)) {
      case XML_READER_TYPE_ELEMENT: return CXML_START;
      case XML_READER_TYPE_END_ELEMENT: return CXML_END;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA: return CXML_CHARACTERS;
      default: continue;
    }
  }
}

const char *cxml_reader_value(cxml_reader *reader) {
  xmlTextReaderPtr self = (xmlTextReaderPtr)reader;
  int type = xmlTextReaderNodeType(self);
  int is_element = type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_END_ELEMENT;
  const xmlChar *value =
      is_element ? xmlTextReaderConstLocalName(self) : xmlTextReaderConstValue(self);
  return value ? (const char *)value : "";
}

int cxml_reader_is_empty(cxml_reader *reader) {
  return xmlTextReaderIsEmptyElement((xmlTextReaderPtr)reader) == 1;
}

void cxml_reader_free(cxml_reader *reader) { xmlFreeTextReader((xmlTextReaderPtr)reader); }
