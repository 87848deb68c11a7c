#include "CXML.h"

#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>
#include <libxml/parserInternals.h>
#include <string.h>

typedef struct {
  cxml_events events;
  void *context;
  htmlParserCtxtPtr parser;
} reader;

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
  reader *self = context;
  if (self->events.start(self->context, (const char *)name, (const char **)attributes) != 0) {
    xmlStopParser(self->parser);
  }
}

static void on_end(void *context, const xmlChar *name) {
  reader *self = context;
  self->events.end(self->context, (const char *)name);
}

static void on_text(void *context, const xmlChar *bytes, int count) {
  reader *self = context;
  self->events.text(self->context, bytes, count);
}

// Pages are rarely well formed; what libxml2 says about it helps nobody and may quote the page.
static void on_error(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

int cxml_read_html(
    const uint8_t *bytes, size_t count, cxml_events events, void *context) {
  htmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.startElement = on_start;
  handler.endElement = on_end;
  handler.characters = on_text;
  handler.cdataBlock = on_text;
  handler.ignorableWhitespace = on_text;
  handler.warning = on_error;
  handler.error = on_error;
  handler.fatalError = on_error;

  reader self = {events, context, 0};
  htmlParserCtxtPtr parser =
      htmlCreatePushParserCtxt(&handler, &self, 0, 0, 0, XML_CHAR_ENCODING_UTF8);
  if (!parser) return -1;
  self.parser = parser;
  htmlCtxtUseOptions(
      parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                  HTML_PARSE_IGNORE_ENC);
  // libxml2 counts in int; pages are cut up so that no size overflows it.
  const size_t step = 1 << 16;
  for (size_t offset = 0; offset < count; offset += step) {
    size_t size = count - offset < step ? count - offset : step;
    htmlParseChunk(parser, (const char *)bytes + offset, (int)size, 0);
  }
  htmlParseChunk(parser, 0, 0, 1);
  if (parser->myDoc) xmlFreeDoc(parser->myDoc);
  htmlFreeParserCtxt(parser);
  return 0;
}
