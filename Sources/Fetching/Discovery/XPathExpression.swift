internal import CXML

/// A compiled XPath expression. For one thread.
final class XPathExpression {
  fileprivate let compiled: OpaquePointer

  /// Steps one evaluation may take: a page and an expression together can ask for very many.
  private static let stepLimit: UInt = 20_000_000

  init(_ text: String) throws(SelectorProblem) {
    guard let compiled = cxml_xpath_of(text) else {
      throw SelectorProblem(reason: "'\(text)' is not XPath 1.0")
    }
    self.compiled = compiled
  }

  deinit { cxml_xpath_free(compiled) }

  /// Whether the text is an expression.
  static func check(_ text: String) throws(SelectorProblem) { _ = try XPathExpression(text) }

  /// What an expression came to.
  enum Value {
    /// In document order.
    case nodes([HTMLTree.Node])
    case text(String)
  }

  /// Evaluates over `tree`. An expression that fails or takes too many steps finds nothing.
  func evaluate(_ tree: HTMLTree, from node: HTMLTree.Node? = nil) -> Value {
    var result = cxml_result()
    defer { cxml_result_clear(&result) }
    guard cxml_evaluate(compiled, tree.tree, node?.pointer, Self.stepLimit, &result) == 1 else {
      return .nodes([])
    }
    if let text = result.text { return .text(String(cString: text)) }
    let nodes = UnsafeBufferPointer(start: result.nodes, count: result.count)
    return .nodes(nodes.compactMap { $0.map { HTMLTree.Node(pointer: $0) } })
  }
}
