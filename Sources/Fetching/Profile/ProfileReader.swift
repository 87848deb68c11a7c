internal import StrictYAML

/// Loads site profiles: strict, with places, all problems at once.
package enum ProfileReader {
  /// Reads the file at `path`.
  package static func load(_ path: String) throws(FetchError) -> SiteProfile {
    let problems = ProfileProblems()
    return try profile(YAMLFile(path: path, problems: problems), problems)
  }

  /// Reads `text` as the content of `file`.
  package static func read(_ text: String, file: String) throws(FetchError) -> SiteProfile {
    let problems = ProfileProblems()
    return try profile(YAMLFile(text: text, file: file, problems: problems), problems)
  }

  private static func profile(
    _ file: YAMLFile, _ problems: ProfileProblems
  ) throws(FetchError) -> SiteProfile {
    let profile = file.root.map { ProfileSections(problems: problems).read($0) }
    guard let profile, problems.list.isEmpty else { throw .badProfile(problems.list) }
    return profile
  }
}

/// Reads the sections of a profile.
private struct ProfileSections {
  let problems: ProfileProblems

  func read(_ file: MappingReader) -> SiteProfile {
    file.allow([
      "site", "format", "hosts", "allow", "deny", "seeds", "sitemaps", "links", "fields", "query",
      "limits", "politeness",
    ])
    var profile = SiteProfile()
    if file.require("site") { profile.site = file.text("site") ?? "" }
    if file.require("format"), let format = file.integer("format"), format != SiteProfile.format {
      problems.add(.unsupportedFormat(found: format), at: file.location(of: "format"))
    }
    if file.require("hosts") { profile.hosts = hosts(file) }
    profile.allow = file.texts("allow").map { PathPattern($0.content) }
    profile.deny = file.texts("deny").map { PathPattern($0.content) }
    profile.seeds = addresses(file, "seeds")
    profile.sitemaps = addresses(file, "sitemaps", keyword: "robots")
    if let links = file.mapping("links") {
      links.allow(["listings", "next", "ads"])
      profile.listings = self.links(links, "listings")
      profile.next = self.links(links, "next")
      profile.ads = self.links(links, "ads")
    }
    if let fields = file.mapping("fields") {
      fields.allow(SiteProfile.Field.allCases.map(\.rawValue))
      for field in SiteProfile.Field.allCases {
        guard let mapping = fields.mapping(field.rawValue) else { continue }
        mapping.allow(["css", "xpath", "attribute"])
        profile.fields[field] = selector(mapping, isNeeded: true)
      }
    }
    if let query = file.mapping("query") {
      query.allow(["drop"])
      profile.droppedQuery = query.texts("drop").map(\.content)
    }
    limits(file, &profile)
    return profile
  }

  private func limits(_ file: MappingReader, _ profile: inout SiteProfile) {
    if let limits = file.mapping("limits") {
      limits.allow(["depth", "pages", "megabytes", "minutes"])
      profile.depthLimit = integer(limits, "depth", least: 0)
      profile.pageLimit = integer(limits, "pages", least: 1)
      profile.byteLimit = integer(limits, "megabytes", least: 1).map { $0 * 1_000_000 }
      profile.secondsLimit = integer(limits, "minutes", least: 1).map { $0 * 60 }
    }
    guard let politeness = file.mapping("politeness") else { return }
    politeness.allow(["delay", "concurrency"])
    profile.hostConcurrency = integer(politeness, "concurrency", least: 1)
    profile.delaySeconds = politeness.number("delay")
    if let delay = profile.delaySeconds, delay < 0 {
      problems.add(.tooSmall(field: "delay", least: 0), at: politeness.location(of: "delay"))
    }
  }

  private func integer(_ mapping: MappingReader, _ name: String, least: Int) -> Int? {
    guard let value = mapping.integer(name) else { return nil }
    guard value >= least, value < 1 << 40 else {
      problems.add(.tooSmall(field: name, least: least), at: mapping.location(of: name))
      return nil
    }
    return value
  }

  private func hosts(_ file: MappingReader) -> [String] {
    file.texts("hosts").compactMap { entry in
      let hasStar = entry.content.hasPrefix("*.")
      do throws(AddressProblem) {
        let name = try HostName.canonical(
          hasStar ? String(entry.content.dropFirst(2)) : entry.content)
        return hasStar ? "*." + name : name
      } catch {
        problems.add(.badHost(entry.content), at: entry.location)
        return nil
      }
    }
  }

  private func addresses(
    _ file: MappingReader, _ name: String, keyword: String? = nil
  ) -> [String] {
    file.texts(name).map { entry in
      if entry.content == keyword { return entry.content }
      do throws(AddressProblem) { _ = try WebAddress(entry.content) } catch {
        problems.add(.badAddress(error), at: entry.location)
      }
      return entry.content
    }
  }

  private func links(_ file: MappingReader, _ name: String) -> SiteProfile.Links? {
    guard let mapping = file.mapping(name) else { return nil }
    mapping.allow(["css", "xpath", "attribute", "paths"])
    return SiteProfile.Links(
      selector: selector(mapping, isNeeded: !mapping.has("paths")),
      paths: mapping.texts("paths").map { PathPattern($0.content) })
  }

  private func selector(_ mapping: MappingReader, isNeeded: Bool) -> SiteProfile.Selector? {
    let (css, xpath) = (mapping.text("css"), mapping.text("xpath"))
    guard css == nil || xpath == nil, !isNeeded || css != nil || xpath != nil else {
      problems.add(.oneSelector, at: mapping.location)
      return nil
    }
    let attribute = mapping.text("attribute")
    do throws(SelectorProblem) {
      if let css {
        return SiteProfile.Selector(xpath: try CSSSelector.xpath(css), attribute: attribute)
      }
      guard let xpath else { return nil }
      try XPathExpression.check(xpath)
      return SiteProfile.Selector(xpath: xpath, attribute: attribute)
    } catch {
      problems.add(
        .badSelector(reason: error.reason),
        at: mapping.location(of: css == nil ? "xpath" : "css"))
      return nil
    }
  }
}
