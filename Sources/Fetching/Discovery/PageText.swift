internal import CXML
internal import Foundation

/// The text of elements as a reader sees it: one line a block, no scripts or styles.
struct PageText {
  private var bytes: [UInt8] = []
  private var pending: UInt8?

  private static let hidden: Set<String> = [
    "script", "style", "noscript", "template", "svg", "head", "title",
  ]
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "td", "th", "tr", "ul",
  ]

  /// The text of `nodes`, in order, each starting a line.
  static func of(_ nodes: [HTMLTree.Node]) -> String {
    var text = PageText()
    for node in nodes {
      text.breakLine()
      text.walk(node)
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  // A loop, not recursion: pages nest as deeply as they like.
  private mutating func walk(_ top: HTMLTree.Node) {
    var node = top
    while true {
      if enter(node), let child = node.firstChild {
        node = child
        continue
      }
      while true {
        leave(node)
        if node == top { return }
        if let sibling = node.nextSibling {
          node = sibling
          break
        }
        guard let parent = node.parent else { return }
        node = parent
      }
    }
  }

  /// Whether what is below is to be read.
  private mutating func enter(_ node: HTMLTree.Node) -> Bool {
    switch node.kind {
    case CXML_TEXT:
      if let text = node.text {
        UnsafeBufferPointer(start: text, count: strlen(text)).withMemoryRebound(to: UInt8.self) {
          add($0)
        }
      }
      return false
    case CXML_ATTRIBUTE:
      add(node.content.utf8)
      return false
    case CXML_ELEMENT:
      let name = node.name
      if Self.hidden.contains(name) { return false }
      if Self.blocks.contains(name) { breakLine() }
      return true
    default: return false
    }
  }

  private mutating func leave(_ node: HTMLTree.Node) {
    if node.kind == CXML_ELEMENT, Self.blocks.contains(node.name) { breakLine() }
  }

  private mutating func breakLine() { pending = 0x0A }

  private mutating func add(_ text: some Sequence<UInt8>) {
    for byte in text {
      if byte <= 0x20 {
        if pending == nil { pending = 0x20 }
        continue
      }
      if let space = pending, !bytes.isEmpty { bytes.append(space) }
      pending = nil
      bytes.append(byte)
    }
  }
}
