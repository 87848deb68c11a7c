/// Takes links and the ad out of pages, as the profile says. For one thread.
final class PageFinder {
  /// What a page gave.
  struct Found: Equatable {
    var links: [FoundPage] = []
    var ad: AdFields?
  }

  private let profile: SiteProfile?
  private let scope: Scope
  private let filter: QueryFilter
  private let anchors: XPathExpression
  private let base: XPathExpression
  private let title: XPathExpression
  private let scripts: XPathExpression
  private let date: XPathExpression
  private let microdata: Microdata
  private var compiled: [String: XPathExpression] = [:]

  /// Links taken of one page.
  private static let linkLimit = 10_000

  init(profile: SiteProfile?, scope: Scope, filter: QueryFilter) throws(SelectorProblem) {
    self.profile = profile
    self.scope = scope
    self.filter = filter
    anchors = try XPathExpression("//a[@href] | //area[@href]")
    base = try XPathExpression("//base/@href")
    title = try XPathExpression("//title")
    scripts = try XPathExpression("//script[@type='application/ld+json']")
    date = try XPathExpression(
      "//meta[@property='article:published_time' or @name='date']/@content | //time/@datetime")
    microdata = try Microdata()
    var selectors = profile?.fields.values.map(\.xpath) ?? []
    selectors += [profile?.listings, profile?.next, profile?.ads].compactMap { $0?.selector?.xpath }
    for xpath in selectors { compiled[xpath] = try XPathExpression(xpath) }
  }

  /// Whether anything of a page of this kind is wanted besides its record.
  func wants(_ page: QueuedPage, documents: Bool) -> Bool {
    documents && holdsAd(page.kind) || page.kind != .ad && page.depth < scope.depthLimit
      || page.kind == .listing
  }

  /// Reads a page.
  func read(_ bytes: [UInt8], charset: String?, page: QueuedPage, documents: Bool) -> Found {
    guard let tree = HTMLTree(bytes, charset: charset) else { return Found() }
    var found = Found()
    found.links = links(tree, page)
    if documents, holdsAd(page.kind) { found.ad = ad(tree) }
    return found
  }

  /// Without a profile every page may hold an ad; with one, those it calls ads.
  func holdsAd(_ kind: PageKind) -> Bool {
    kind == .page || kind == .ad || kind == .listing && profile?.ads == nil
  }

  private func links(_ tree: HTMLTree, _ page: QueuedPage) -> [FoundPage] {
    guard page.kind != .ad else { return [] }
    var base = page.address
    if let written = tree.nodes(self.base).first?.content {
      do throws(AddressProblem) { base = try WebAddress(written, base: page.address) } catch {
        // A base that is no address is none.
        base = page.address
      }
    }
    var result: [FoundPage] = []
    var seen: Set<WebAddress> = []
    func add(_ addresses: [WebAddress], _ kind: (WebAddress) -> PageKind, depth: Int) {
      guard depth <= scope.depthLimit else { return }
      for address in addresses where result.count < Self.linkLimit {
        guard seen.insert(address).inserted, scope.contains(address) else { continue }
        result.append(FoundPage(address: address, kind: kind(address), depth: depth))
      }
    }
    let hasLinks = profile.map { $0.listings != nil || $0.next != nil || $0.ads != nil } ?? false
    guard let profile, hasLinks else {
      let kind: (WebAddress) -> PageKind = { self.profile?.kind(of: $0) ?? .page }
      add(addresses(anchors, "href", tree, base), kind, depth: page.depth + 1)
      return result
    }
    // Ads first: what is both an ad and in a list of pages is an ad.
    add(addresses(profile.ads, tree, base), { _ in .ad }, depth: page.depth + 1)
    add(addresses(profile.next, tree, base), { _ in .listing }, depth: page.depth)
    add(addresses(profile.listings, tree, base), { _ in .listing }, depth: page.depth + 1)
    return result
  }

  private func addresses(
    _ links: SiteProfile.Links?, _ tree: HTMLTree, _ base: WebAddress
  ) -> [WebAddress] {
    guard let links else { return [] }
    let selector = links.selector
    let expression = selector.flatMap { compiled[$0.xpath] } ?? anchors
    return addresses(expression, selector?.attribute ?? "href", tree, base).filter { address in
      links.paths.isEmpty || links.paths.contains { $0.matches(address) }
    }
  }

  private func addresses(
    _ expression: XPathExpression, _ attribute: String, _ tree: HTMLTree, _ base: WebAddress
  ) -> [WebAddress] {
    tree.nodes(expression).compactMap { node in
      guard let text = node[attribute] ?? (node.name == attribute ? node.content : nil) else {
        return nil
      }
      do throws(AddressProblem) {
        let address = try WebAddress(text, base: base, filter: filter)
        return scope.mayBePage(address) ? address : nil
      } catch {
        // Links to mail, telephones and nonsense are no pages.
        return nil
      }
    }
  }

  private func ad(_ tree: HTMLTree) -> AdFields {
    var fields = AdFields()
    if let profile {
      fields.id = value(profile.fields[.id], tree)
      fields.title = value(profile.fields[.title], tree)
      fields.text = text(profile.fields[.body], tree)
      fields.posted = value(profile.fields[.date], tree)
      fields.place = value(profile.fields[.place], tree)
      fields.price = value(profile.fields[.price], tree)
    }
    if let data = StructuredData.fields(tree.nodes(scripts).map(\.content)) {
      fields.fill(from: data)
    }
    if let data = microdata.fields(tree) { fields.fill(from: data) }
    fields.title = fields.title ?? tree.nodes(title).first?.content.tidied
    fields.posted = fields.posted ?? tree.nodes(date).first?.content.tidied
    if fields.text == nil, let root = tree.root { fields.text = PageText.of([root]) }
    return fields
  }

  private func value(_ selector: SiteProfile.Selector?, _ tree: HTMLTree) -> String? {
    guard let selector, let expression = compiled[selector.xpath] else { return nil }
    switch expression.evaluate(tree) {
    case .text(let text): return text.tidied
    case .nodes(let nodes):
      guard let node = nodes.first else { return nil }
      if let attribute = selector.attribute { return node[attribute]?.tidied }
      return PageText.of([node]).tidied
    }
  }

  private func text(_ selector: SiteProfile.Selector?, _ tree: HTMLTree) -> String? {
    guard let selector, let expression = compiled[selector.xpath] else { return nil }
    guard selector.attribute == nil, case .nodes(let nodes) = expression.evaluate(tree) else {
      return value(selector, tree)
    }
    let text = PageText.of(nodes)
    return text.isEmpty ? nil : text
  }
}
