internal import Foundation

/// Ads in JSON-LD. Source: schema.org, JobPosting, Offer and Product.
enum StructuredData {
  private static let types: Set<String> = ["JobPosting", "Offer", "Product"]
  private static let depthLimit = 32

  /// The first ad among the blocks, each the text of one script element; blocks that are no JSON
  /// are passed over.
  static func fields(_ blocks: [String]) -> AdFields? {
    for block in blocks {
      let value: Any
      do {
        value = try JSONSerialization.jsonObject(
          with: Data(block.utf8), options: [.fragmentsAllowed])
      } catch {
        // Pages carry broken blocks; another may be sound.
        continue
      }
      if let item = find(value, depth: 0) { return fields(of: item) }
    }
    return nil
  }

  private static func find(_ value: Any, depth: Int) -> [String: Any]? {
    guard depth < depthLimit else { return nil }
    if let list = value as? [Any] {
      return list.lazy.compactMap { find($0, depth: depth + 1) }.first
    }
    guard let object = value as? [String: Any] else { return nil }
    if !types.isDisjoint(with: texts(object["@type"]).map(lastPart)) { return object }
    for key in ["@graph", "mainEntity", "itemOffered", "offers"] {
      if let inner = object[key], let found = find(inner, depth: depth + 1) { return found }
    }
    return nil
  }

  private static func lastPart(_ type: String) -> String {
    type.split { $0 == "/" || $0 == "#" || $0 == ":" }.last.map(String.init) ?? type
  }

  private static func fields(of item: [String: Any]) -> AdFields {
    var fields = AdFields()
    fields.id = first(item, ["identifier", "sku", "productID", "@id"])
    fields.title = first(item, ["title", "name"])
    fields.text = first(item, ["description"]).map(plain)
    fields.posted = first(
      item, ["datePosted", "datePublished", "dateCreated", "validFrom", "availabilityStarts"])
    fields.place = place(item, depth: 0)
    fields.price = price(item, depth: 0)
    if let inner = item["itemOffered"] as? [String: Any] {
      fields.fill(from: self.fields(of: inner))
    }
    return fields
  }

  private static func first(_ item: [String: Any], _ keys: [String]) -> String? {
    for key in keys {
      if let text = texts(item[key]).first?.tidied { return text }
      if let inner = item[key] as? [String: Any],
        let text = texts(inner["value"] ?? inner["name"]).first?.tidied
      {
        return text
      }
    }
    return nil
  }

  private static func texts(_ value: Any?) -> [String] {
    switch value {
    case let text as String: [text]
    case let number as NSNumber: ["\(number)"]
    case let list as [Any]: list.compactMap { $0 as? String }
    default: []
    }
  }

  private static func place(_ item: [String: Any], depth: Int) -> String? {
    guard depth < 4 else { return nil }
    for key in ["jobLocation", "areaServed", "availableAtOrFrom", "location", "address"] {
      let value = (item[key] as? [Any])?.first ?? item[key]
      if let text = value as? String { return text.tidied }
      guard let object = value as? [String: Any] else { continue }
      let parts = ["addressLocality", "addressRegion", "addressCountry"].compactMap {
        first(object, [$0])
      }
      if !parts.isEmpty { return parts.joined(separator: ", ") }
      if let inner = place(object, depth: depth + 1) ?? first(object, ["name"]) { return inner }
    }
    return nil
  }

  private static func price(_ item: [String: Any], depth: Int) -> String? {
    guard depth < 4 else { return nil }
    let amount = first(item, ["price", "value", "minValue"])
    let currency = first(item, ["priceCurrency", "currency"])
    if let amount { return [amount, currency].compactMap(\.self).joined(separator: " ") }
    for key in ["priceSpecification", "baseSalary", "value", "offers"] {
      let value = (item[key] as? [Any])?.first ?? item[key]
      guard let object = value as? [String: Any], let inner = price(object, depth: depth + 1)
      else { continue }
      return inner.contains(" ")
        ? inner : [inner, currency].compactMap(\.self).joined(separator: " ")
    }
    return nil
  }

  /// Descriptions are often HTML.
  private static func plain(_ text: String) -> String {
    guard text.contains("<"), let tree = HTMLTree(Array(text.utf8), charset: "UTF-8"),
      let root = tree.root
    else { return text }
    return PageText.of([root])
  }
}
