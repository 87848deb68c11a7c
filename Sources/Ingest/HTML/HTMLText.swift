internal import CXML
internal import Model

/// Reads what a person would see of an HTML page, and what it says for machines.
///
/// Scripts, styles and templates are left out; elements that start a new block start a new line.
/// Alternative texts of images, `tel:` and `mailto:` links and the strings of JSON-LD blocks
/// follow the visible text, each on a line.
final class HTMLText {
  private let limits: IngestLimits

  init(_ limits: IngestLimits) { self.limits = limits }

  /// What was found.
  struct Page {
    var title: [UInt8] = []
    var text: [UInt8] = []
    var canonicalURL: String?
    var posted: String?
  }

  /// Whether text is HTML rather than prose: it starts with a tag or comment that pages start with.
  static func isHTML(_ bytes: ArraySlice<UInt8>) -> Bool {
    var start = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    guard start.first == 0x3C else { return false }
    start = start.dropFirst()
    let word = String(
      decoding: start.prefix(9).map { $0 | 0x20 }.prefix { $0 != 0x3E && $0 != 0x20 }, as: UTF8.self
    )
    return [
      "html", "!doctype", "head", "body", "!--", "div", "p", "table", "title", "meta", "span", "br",
      "article", "section", "ul", "a", "h1", "h2", "?xml",
    ].contains { word == $0 || ($0.count > 2 && word.hasPrefix($0)) }
  }

  /// Reads a page.
  ///
  /// - Parameter charset: what the server said; a byte order mark goes before it, the page's own
  ///   meta element after it.
  func read(_ bytes: [UInt8], charset: String?) throws(ContentError) -> Page {
    var text = Charset.utf8(
      bytes, label: charset, fallback: MetaCharset.label(in: bytes.prefix(2048)))
    // libxml2 would take a NUL for the end of the page.
    for index in text.indices where text[index] == 0 { text[index] = 0x20 }
    if HTMLTags.hasTag(in: text, withMoreAttributesThan: limits.attributeCount) {
      throw ContentError(
        reason: .undecodable, detail: "an element of more than \(limits.attributeCount) attributes")
    }
    let collector = HTMLCollector(depthLimit: limits.elementDepth)
    read(text, collector)
    if collector.isTooDeep {
      throw ContentError(
        reason: .undecodable, detail: "elements nested more than \(limits.elementDepth) deep")
    }
    return collector.page
  }

  private func read(_ bytes: [UInt8], _ collector: HTMLCollector) {
    let events = cxml_events(
      start: { context, name, attributes in
        guard let context, let name else { return 0 }
        let collector = Unmanaged<HTMLCollector>.fromOpaque(context).takeUnretainedValue()
        collector.start(String(cString: name), attributes)
        return collector.isTooDeep ? 1 : 0
      },
      end: { context, name in
        guard let context, let name else { return }
        Unmanaged<HTMLCollector>.fromOpaque(context).takeUnretainedValue()
          .end(String(cString: name))
      },
      text: { context, bytes, count in
        guard let context, let bytes else { return }
        Unmanaged<HTMLCollector>.fromOpaque(context).takeUnretainedValue()
          .text(UnsafeBufferPointer(start: bytes, count: Int(count)))
      })
    // The collector lives in the caller until the call returns.
    let context = Unmanaged.passUnretained(collector).toOpaque()
    let status = cxml_read_html(bytes, bytes.count, events, context)
    precondition(status == 0, "out of memory")
    collector.finish()
  }

}
