internal import Foundation

/// Puts a page together from the events of the HTML parser.
final class HTMLCollector {
  private(set) var page = HTMLText.Page()
  /// Whether elements were nested deeper than the limit.
  private(set) var isTooDeep = false
  private let depthLimit: Int
  private var depth = 0
  private var appendix: [String] = []
  private var hiddenDepth = 0
  private var hiddenName = ""
  private var isInTitle = false
  private var structured: [UInt8]?

  private static let hidden: Set<String> = ["script", "style", "noscript", "template", "svg"]
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "td", "th", "tr", "ul",
  ]

  init(depthLimit: Int) { self.depthLimit = depthLimit }

  func start(_ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    depth += 1
    if depth > depthLimit { isTooDeep = true }
    let attributes = Self.dictionary(attributes)
    if hiddenDepth > 0 {
      if name == hiddenName { hiddenDepth += 1 }
      return
    }
    if Self.hidden.contains(name) {
      hiddenDepth = 1
      hiddenName = name
      if attributes["type"]?.lowercased() == "application/ld+json" { structured = [] }
      return
    }
    if name == "title" { isInTitle = page.title.isEmpty }
    if Self.blocks.contains(name) { breakLine() }
    if let alternative = attributes["alt"], !alternative.isEmpty { appendix.append(alternative) }
    if name == "a", let link = attributes["href"] { addLink(link) }
    if name == "link", attributes["rel"]?.lowercased() == "canonical" {
      page.canonicalURL = attributes["href"]
    }
    if name == "meta", let content = attributes["content"] { addMeta(attributes, content) }
    if name == "time", let date = attributes["datetime"], page.posted == nil { page.posted = date }
  }

  func end(_ name: String) {
    depth -= 1
    if hiddenDepth > 0 {
      guard name == hiddenName else { return }
      hiddenDepth -= 1
      if hiddenDepth == 0, let json = structured {
        structured = nil
        addStructured(json)
      }
      return
    }
    if name == "title" { isInTitle = false }
    if Self.blocks.contains(name) { breakLine() }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if hiddenDepth > 0 {
      structured?.append(contentsOf: bytes)
    } else {
      // A line end in the source is a space on the page.
      let words = bytes.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
      if isInTitle { page.title += words } else { page.text += words }
    }
  }

  /// Adds what stands outside the visible text, and tidies white space.
  func finish() {
    page.title = Self.tidied(page.title)
    page.text = Self.tidied(page.text)
    for line in appendix {
      let line = Self.tidied(Array(line.utf8))
      if line.isEmpty { continue }
      if !page.text.isEmpty { page.text.append(0x0A) }
      page.text += line
    }
  }

  private func breakLine() {
    if let last = page.text.last, last != 0x0A { page.text.append(0x0A) }
  }

  private func addLink(_ link: String) {
    for scheme in ["tel:", "mailto:"] where link.lowercased().hasPrefix(scheme) {
      let value = link.dropFirst(scheme.count).prefix { $0 != "?" }
      appendix.append(scheme + (String(value).removingPercentEncoding ?? String(value)))
    }
  }

  private func addMeta(_ attributes: [String: String], _ content: String) {
    let name = (attributes["property"] ?? attributes["name"] ?? "").lowercased()
    if name == "article:published_time" || name == "date" { page.posted = content }
    if name == "description" || name == "og:description" { appendix.append(content) }
  }

  /// Adds the strings of a JSON-LD block; keys that start with `@` and addresses of images say
  /// nothing to a reader.
  private func addStructured(_ json: [UInt8]) {
    do {
      let value = try JSONSerialization.jsonObject(with: Data(json), options: [.fragmentsAllowed])
      collect(value, key: "", depth: 0)
    } catch {
      // A block that is no JSON is still something the page says.
      appendix.append(String(decoding: json, as: UTF8.self))
    }
  }

  private func collect(_ value: Any, key: String, depth: Int) {
    guard depth < 32, !key.hasPrefix("@"), key != "image", key != "logo" else { return }
    switch value {
    case let text as String:
      if key == "datePosted" || key == "datePublished" || key == "uploadDate" {
        page.posted = text
      } else if key == "url" {
        page.canonicalURL = page.canonicalURL ?? text
      } else {
        appendix.append(text)
      }
    case let number as NSNumber: appendix.append("\(number)")
    case let object as [String: Any]:
      for (key, value) in object.sorted(by: { $0.key < $1.key }) {
        collect(value, key: key, depth: depth + 1)
      }
    case let list as [Any]:
      for item in list { collect(item, key: key, depth: depth + 1) }
    default: break
    }
  }

  private static func dictionary(
    _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) -> [String: String] {
    guard let attributes else { return [:] }
    var result: [String: String] = [:]
    var index = 0
    while let name = attributes[index] {
      result[String(cString: name)] = attributes[index + 1].map { String(cString: $0) } ?? ""
      index += 2
    }
    return result
  }

  /// One space or line feed for each run of white space, none at the ends.
  private static func tidied(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var pending: UInt8?
    for byte in bytes {
      if byte <= 0x20 {
        let isBreak = byte == 0x0A && result.isEmpty == false
        pending = isBreak || pending == 0x0A ? 0x0A : 0x20
        continue
      }
      if let space = pending, !result.isEmpty { result.append(space) }
      pending = nil
      result.append(byte)
    }
    return result
  }
}
