internal import Model

/// Reads an item of a feed as a document.
struct FeedItem {
  /// Names of elements by part; the first that an item has is taken. Sources: RSS 2.0.11; the RSS
  /// modules content, dc, dcterms, media and itunes; RFC 4287; Atom 0.3.
  private static let names: [FieldTarget: [String]] = [
    .id: ["guid", "id", "rdf:about", "dc:identifier", "link"],
    .title: ["title", "dc:title", "media:title"],
    .text: [
      "content:encoded", "content", "xhtml:body", "body", "fulltext", "description", "summary",
      "dc:description", "itunes:summary", "media:description",
    ],
    .url: ["link"],
    .posted: [
      "pubdate", "published", "issued", "dc:date", "dcterms:issued", "dcterms:created", "created",
      "updated", "dcterms:modified", "modified",
    ],
  ]
  /// Names of elements that say where, whatever their prefix: those of modules for classified ads
  /// and events, GeoRSS and Dublin Core, and what dumps name so.
  private static let placeNames =
    (Profile.generic.names[.place] ?? []) + ["featurename", "coverage"]

  private let elements: [FeedElement]
  /// The first element of each name, in lower case, and of each name without prefix.
  private var byName: [String: Int] = [:]
  private var byLocalName: [String: Int] = [:]
  private let text: FeedText
  private let options: IngestOptions
  /// Indices of the elements that became parts of the document.
  private var used: Set<Int> = []

  /// - Parameters:
  ///   - bytes: the item with its tags.
  ///   - encoding: as the feed or the server names it.
  ///   - entities: names of entities that the feed defines (`FeedRepair`).
  init(
    _ bytes: [UInt8], encoding: String?, entities: Set<String>, options: IngestOptions
  ) throws(ContentError) {
    let limits = options.limits
    let item = try FeedRepair.mended(Charset.utf8(bytes, label: encoding), entities: entities)
    if XMLShape.problem(in: item, limits: limits) == nil, let elements = FeedElements(item) {
      self.elements = elements.all()
    } else {
      let texts = (Self.names[.text] ?? []) + (Self.names[.title] ?? [])
      let marked = FeedRepair.withTextMarked(item, names: texts)
      if let problem = XMLShape.problem(in: marked, limits: limits) {
        throw ContentError(reason: .undecodable, detail: problem)
      }
      guard let elements = FeedElements(marked) else {
        throw ContentError(reason: .invalidXML, detail: "an item that is not well-formed")
      }
      self.elements = elements.all()
    }
    self.options = options
    text = FeedText(html: HTMLText(limits))
    for (index, element) in self.elements.enumerated().reversed() {
      byName[element.name.lowercased()] = index
      byLocalName[element.localName] = index
    }
  }

  /// What the item says.
  mutating func parts() throws(ContentError) -> BatchBuilder.Parts {
    var parts = BatchBuilder.Parts()
    parts.title = try take(.title) ?? []
    parts.text = try take(.text) ?? []
    guard !parts.title.isEmpty || !parts.text.isEmpty else {
      throw ContentError(reason: .noText, detail: "an item without title and text")
    }
    try passOverExcerpts(of: parts.text)
    parts.id = try take(.id)
    parts.url = try take(.url) ?? address()
    parts.place = try take(.place)
    let dates = choices(.posted)
    for choice in dates where parts.posted == nil {
      let text = try read(choice, .posted)
      parts.posted = DateText.instant(written: text, order: options.dateOrder)
      if parts.posted != nil { used.formUnion(choice) }
    }
    parts.hasUnreadDate = parts.posted == nil && !dates.isEmpty
    parts.extra = extra()
    return parts
  }

  // MARK: choices

  /// Ways to fill a part, best first: each the elements whose texts are joined. Those that `--map`
  /// names come before the usual ones and not in their place, for feeds name things alike.
  private func choices(_ target: FieldTarget) -> [[Int]] {
    let mapped = (options.mapping.fields[target] ?? []).map { $0.lowercased() }
      .compactMap { byName[$0] ?? byLocalName[$0] }
    let usual: [[Int]]
    if target == .place {
      usual = Self.placeNames.compactMap { name in
        let companions = Profile.generic.companions(of: name).compactMap { byLocalName[$0] }
        return byLocalName[name].map { [$0] + companions.prefix(1) }
      }
    } else {
      usual = (Self.names[target] ?? []).compactMap { name in byName[name].map { [$0] } }
    }
    return (mapped.isEmpty ? [] : [mapped]) + usual
  }

  /// The first choice that gives any text.
  private mutating func take(_ target: FieldTarget) throws(ContentError) -> [UInt8]? {
    for choice in choices(target) {
      let text = try read(choice, target)
      if text.isEmpty { continue }
      used.formUnion(choice)
      return text
    }
    return nil
  }

  private func read(_ choice: [Int], _ target: FieldTarget) throws(ContentError) -> [UInt8] {
    var result: [UInt8] = []
    for index in choice {
      let part =
        target == .text ? try text.plain(elements[index]) : try text.line(elements[index])
      if part.isEmpty { continue }
      if !result.isEmpty { result += target.joint }
      result += part
    }
    return result
  }

  /// An id at which the item can be read.
  private func address() -> [UInt8]? {
    elements.first { $0.isAddress && $0.text.starts(with: Array("http".utf8)) }
      .map { FeedText.trimmed($0.text) }
  }

  // MARK: the rest

  /// Leaves out what repeats the start of the text, as a summary beside it mostly does.
  private mutating func passOverExcerpts(of whole: [UInt8]) throws(ContentError) {
    for choice in choices(.text) where !used.isSuperset(of: choice) {
      if whole.starts(with: try read(choice, .text)) { used.formUnion(choice) }
    }
  }

  /// The elements that were not used, as members of a JSON object; several of one name in one.
  private func extra() -> [UInt8]? {
    var texts: [(name: String, text: [UInt8])] = []
    var numbers: [String: Int] = [:]
    for (index, element) in elements.enumerated() where !used.contains(index) {
      let text = FeedText.trimmed(element.text)
      if let number = numbers[element.name] {
        texts[number].text += [0x0A] + text
      } else {
        numbers[element.name] = texts.count
        texts.append((element.name, text))
      }
    }
    var json = JSONBuffer()
    for (name, text) in texts {
      if json.count > 0 { json.raw(",") }
      json.string(name)
      json.raw(":")
      json.string(String(decoding: text, as: UTF8.self))
    }
    return json.count == 0 ? nil : json.bytes
  }
}
