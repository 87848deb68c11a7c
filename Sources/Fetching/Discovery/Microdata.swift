/// Ads in microdata. Source: WHATWG HTML, "Microdata"; schema.org, JobPosting, Offer and Product.
final class Microdata {
  private let items: XPathExpression
  private let properties: XPathExpression

  init() throws(SelectorProblem) {
    let types = ["JobPosting", "Offer", "Product"].map {
      "contains(concat(@itemtype, ' '), 'schema.org/\($0) ')"
    }
    items = try XPathExpression("//*[@itemscope and (\(types.joined(separator: " or ")))]")
    properties = try XPathExpression(".//*[@itemprop]")
  }

  /// The first ad of the page.
  func fields(_ tree: HTMLTree) -> AdFields? {
    guard let item = tree.nodes(items).first else { return nil }
    var fields = AdFields()
    var place: [String] = []
    var currency: String?
    for node in tree.nodes(properties, from: item) {
      guard let name = node["itemprop"], let value = value(node) else { continue }
      switch name {
      case "identifier", "sku", "productID": fields.id = fields.id ?? value
      case "title", "name": fields.title = fields.title ?? value
      case "description": fields.text = fields.text ?? PageText.of([node])
      case "datePosted", "datePublished", "dateCreated": fields.posted = fields.posted ?? value
      case "addressLocality", "addressRegion", "addressCountry": place.append(value)
      case "areaServed", "jobLocation":
        if node["itemscope"] == nil { place.append(value) }
      case "price": fields.price = fields.price ?? value
      case "priceCurrency": currency = currency ?? value
      default: break
      }
    }
    if !place.isEmpty { fields.place = place.joined(separator: ", ") }
    if let price = fields.price, let currency { fields.price = "\(price) \(currency)" }
    return fields.isEmpty ? nil : fields
  }

  private func value(_ node: HTMLTree.Node) -> String? {
    switch node.name {
    case "meta": node["content"]?.tidied
    case "time": (node["datetime"] ?? node.content).tidied
    case "a", "link": (node["content"] ?? node.content).tidied
    case "data", "meter": (node["value"] ?? node["content"])?.tidied
    default: (node["content"] ?? PageText.of([node])).tidied
    }
  }
}
