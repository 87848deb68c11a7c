internal import CXML

/// A page as a tree. For one thread.
final class HTMLTree {
  let tree: OpaquePointer

  /// Parses a page; nil where there is nothing in it.
  ///
  /// - Parameter charset: what the server said. Valid UTF-8 is taken as UTF-8 whatever the server
  ///   or the page say, because that is what such pages are.
  init?(_ bytes: [UInt8], charset: String?) {
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    guard !bytes.isEmpty, let tree = cxml_tree_of(bytes, bytes.count, isUTF8 ? "UTF-8" : charset)
    else { return nil }
    self.tree = tree
  }

  deinit { cxml_tree_free(tree) }

  /// One node, which lives as long as its tree.
  struct Node: Equatable {
    let pointer: OpaquePointer

    var kind: cxml_kind { cxml_kind_of(pointer) }
    var firstChild: Node? { cxml_first_child(pointer).map(Node.init) }
    var nextSibling: Node? { cxml_next_sibling(pointer).map(Node.init) }
    var parent: Node? { cxml_parent(pointer).map(Node.init) }
    /// Lower case; empty for text.
    var name: String { cxml_name(pointer).map { String(cString: $0) } ?? "" }

    /// The bytes of a text node, without the zero at the end; nil where it has none.
    var text: UnsafePointer<CChar>? { cxml_text(pointer) }

    subscript(attribute: String) -> String? {
      guard let value = cxml_attribute(pointer, attribute) else { return nil }
      defer { cxml_string_free(value) }
      return String(cString: value)
    }

    /// All text in the node and below, as it stands.
    var content: String {
      guard let content = cxml_content(pointer) else { return "" }
      defer { cxml_string_free(content) }
      return String(cString: content)
    }
  }

  var root: Node? { cxml_root(tree).map(Node.init) }

  /// The nodes an expression finds, in document order.
  func nodes(_ expression: XPathExpression, from node: Node? = nil) -> [Node] {
    if case .nodes(let nodes) = expression.evaluate(self, from: node) { return nodes }
    return []
  }
}
