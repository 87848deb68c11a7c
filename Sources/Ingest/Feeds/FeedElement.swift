internal import CXML
internal import Foundation

/// A field of an item: an element right below it, or the address that RSS 1.0 names it by.
struct FeedElement {
  /// How the text is meant.
  enum Kind {
    case plain
    /// HTML, which may have been escaped.
    case html
    /// Not said: most feeds put HTML, some of them text.
    case unknown
  }

  /// As it is written, without the prefix that the item itself has.
  var name: String
  /// Without any prefix, in lower case.
  var localName: String
  var text: [UInt8]
  var kind: Kind
  /// Whether an id is an address at which the item can be read.
  var isAddress = false
}

/// The elements of one item.
final class FeedElements {
  private let tree: OpaquePointer
  private let ownPrefix: String

  /// Parses an item, with its tags, in UTF-8; nil where it is not well-formed XML.
  init?(_ item: [UInt8]) {
    guard let tree = cxml_element_of(item, item.count) else { return nil }
    self.tree = tree
    let name = cxml_root(tree).map(Self.name) ?? ""
    ownPrefix = name.firstIndex(of: ":").map { String(name[...$0]) } ?? ""
  }

  deinit { cxml_tree_free(tree) }

  /// In the order of the item; those without any text are left out.
  func all() -> [FeedElement] {
    guard let root = cxml_root(tree) else { return [] }
    let about = (Self.attribute(root, "rdf:about") ?? Self.attribute(root, "about")).map {
      FeedElement(name: "rdf:about", localName: "about", text: $0, kind: .plain, isAddress: true)
    }
    let elements = Children(of: root).lazy.filter { cxml_kind_of($0) == CXML_ELEMENT }
    return [about].compactMap { $0 } + elements.compactMap(element)
  }

  private func element(_ node: OpaquePointer) -> FeedElement? {
    var name = Self.name(node)
    if name.hasPrefix(ownPrefix) { name.removeFirst(ownPrefix.count) }
    let localName = name.split(separator: ":").last?.lowercased() ?? ""
    let type = Self.attribute(node, "type").map { String(decoding: $0, as: UTF8.self) } ?? ""
    var (text, kind) = Self.content(of: node, type: type)
    if text.allSatisfy(\.isWhiteSpace) {
      kind = .plain
      text =
        ["href", "term", "url", "rdf:resource", "resource"].lazy
        .compactMap { Self.attribute(node, $0) }.first ?? []
    }
    // Of Atom's links only the one to the page itself is the item's.
    let isOther = Self.attribute(node, "rel").map { $0 != Array("alternate".utf8) } ?? false
    if text.isEmpty || localName == "link" && isOther { return nil }
    let isPermalink = Self.attribute(node, "isPermaLink").map { $0 == Array("true".utf8) } ?? true
    return FeedElement(
      name: name, localName: localName, text: text, kind: kind,
      isAddress: localName == "guid" && isPermalink)
  }

  /// What an element holds. Source: RFC 4287, sections 3.1.1 and 4.1.3.3; RSS 2.0 has no types.
  private static func content(
    of node: OpaquePointer, type: String
  ) -> (text: [UInt8], kind: FeedElement.Kind) {
    let isText = !type.contains("/") || type.hasPrefix("text/") || type.hasSuffix("xml")
    // Pictures and the like, in base64.
    guard isText else { return ([], .plain) }
    let inner = Children(of: node).first { cxml_kind_of($0) == CXML_ELEMENT }
    let isXHTML = type == "xhtml" || type == "application/xhtml+xml"
    if isXHTML || inner.map({ cxml_is_html_tag(cxml_name($0)) != 0 }) ?? false {
      return (taken(cxml_markup(node)), .html)
    }
    if inner != nil {
      // Elements of a module's own: a fact in each.
      var line: [UInt8] = []
      addFacts(in: node, to: &line)
      return (line, .plain)
    }
    let kinds: [String: FeedElement.Kind] = [
      "html": .html, "text/html": .html, "text": .plain, "text/plain": .plain,
    ]
    return (taken(cxml_content(node)), kinds[type] ?? .unknown)
  }

  /// The nodes right below one.
  private struct Children: Sequence, IteratorProtocol {
    private var child: OpaquePointer?

    init(of node: OpaquePointer) { child = cxml_first_child(node) }

    mutating func next() -> OpaquePointer? {
      defer { child = child.flatMap { cxml_next_sibling($0) } }
      return child
    }
  }

  /// Adds the texts in a node in one line.
  private static func addFacts(in node: OpaquePointer, to line: inout [UInt8]) {
    for child in Children(of: node) {
      if cxml_kind_of(child) == CXML_ELEMENT {
        addFacts(in: child, to: &line)
      } else if let text = cxml_text(child) {
        let words = UnsafeRawBufferPointer(start: text, count: strlen(text))
        for word in words.split(whereSeparator: \.isWhiteSpace) {
          if !line.isEmpty { line.append(0x20) }
          line += word
        }
      }
    }
  }

  /// The name with its prefix, whether that is declared in the item or only above it.
  private static func name(_ node: OpaquePointer) -> String {
    let name = cxml_name(node).map { String(cString: $0) } ?? ""
    return cxml_prefix(node).map { "\(String(cString: $0)):\(name)" } ?? name
  }

  private static func attribute(_ node: OpaquePointer, _ name: String) -> [UInt8]? {
    cxml_attribute(node, name).map { taken($0) }
  }

  /// The bytes of a string that is ours to free.
  private static func taken(_ text: UnsafeMutablePointer<CChar>?) -> [UInt8] {
    guard let text else { return [] }
    defer { cxml_string_free(text) }
    return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }
}
