internal import BitCollections
internal import RulePacks

/// What links ads, ready to be read cluster by cluster.
struct LinkedAds {
  /// By cluster, then by text.
  var ads: SortedRecords<AdRecord.ByCluster>
  /// By cluster, then by text; each once.
  var facts: SortedRecords<TextFact.ByCluster>
  var adCount: Int
  var textCount: Int
  var templates: TemplateTable
  var contacts: ContactGraph.Result
}

/// Numbers texts, finds templates and clusters, and sorts ads by cluster.
struct Linker {
  let table: LinkTable
  let folder: String
  let sketches: SketchStore
  /// Where templates are kept once they are found, if they are to be.
  let keptTemplates: KeptSets?

  /// Links everything; the order in which ads and facts were added has no influence.
  func link(
    _ ads: SortedRecords<AdRecord.ByText>, _ facts: SortedRecords<TextFact.ByText>,
    progress: (QueueMaker.Phase, Double) -> Void
  ) throws(ScoringError) -> LinkedAds {
    progress(.texts, 0)
    var texts = try numberTexts(ads, facts)
    progress(.templates, 0)
    var templates = try findTemplates(texts) { progress(.templates, $0) }
    texts.textOfSketch = []
    progress(.contacts, 0)
    var clusters = UnionFind(count: texts.count)
    let graph = ContactGraph(
      edges: texts.edges, textCount: texts.count, table: table, folder: folder)
    let contacts = try graph.run(templates: &templates, clusters: &clusters)
    let spreads = try spread(texts, templates: &templates, clusters: &clusters, contacts)
    progress(.contacts, 0.5)
    let byCluster = ExternalSorter<AdRecord.ByCluster>(folder: folder)
    try texts.ads.forEach { ad throws(ScoringError) in
      var ad = ad
      ad.cluster = clusters.root(of: ad.text)
      try byCluster.append(ad)
    }
    let factsByCluster = ExternalSorter<TextFact.ByCluster>(folder: folder)
    try texts.facts.forEach { fact throws(ScoringError) in
      var fact = fact
      fact.cluster = clusters.root(of: UInt32(fact.text))
      try factsByCluster.append(fact)
    }
    return LinkedAds(
      ads: try byCluster.finish(), facts: try factsByCluster.finish(),
      adCount: texts.ads.count, textCount: texts.count,
      templates: TemplateTable(consume templates, spreads), contacts: contacts)
  }

  private func findTemplates(
    _ texts: Texts, progress: (Double) -> Void
  ) throws(ScoringError) -> UnionFind {
    if let kept = try keptTemplates?.read(count: texts.count) { return kept }
    var templates = UnionFind(count: texts.count)
    try TemplateFinder(
      store: sketches, textOfSketch: texts.textOfSketch, similarity: table.similarity
    ).run(templates: &templates, progress: progress)
    try keptTemplates?.write(templates)
    return templates
  }

  /// Distinct texts, numbered by fingerprint.
  private struct Texts {
    var count = 0
    /// By text.
    var ads: RecordFile<AdRecord>
    /// By text, then by kind and value; each once.
    var facts: RecordFile<TextFact>
    /// Facts that are contacts, by value, then by text.
    var edges: RecordFile<TextFact>
    var textOfSketch: [UInt32]
  }

  private func numberTexts(
    _ ads: SortedRecords<AdRecord.ByText>, _ facts: SortedRecords<TextFact.ByText>
  ) throws(ScoringError) -> Texts {
    var texts = Texts(
      ads: RecordFile(folder: folder), facts: RecordFile(folder: folder),
      edges: RecordFile(folder: folder),
      textOfSketch: [UInt32](repeating: AdRecord.none, count: sketches.count))
    let edges = ExternalSorter<TextFact.ByValue>(folder: folder)
    var previous: UInt64?
    var hasSketch = false
    while var ad = try ads.next() {
      if ad.fingerprint != previous {
        previous = ad.fingerprint
        hasSketch = false
        texts.count += 1
        try takeFacts(facts, of: ad.fingerprint, to: texts, edges)
      }
      ad.text = UInt32(texts.count - 1)
      if ad.sketch != AdRecord.none, !hasSketch {
        texts.textOfSketch[Int(ad.sketch)] = ad.text
        hasSketch = true
      }
      try texts.ads.append(ad)
    }
    let sorted = try edges.finish()
    while let edge = try sorted.next() { try texts.edges.append(edge) }
    return texts
  }

  private func takeFacts(
    _ facts: SortedRecords<TextFact.ByText>, of fingerprint: UInt64, to texts: Texts,
    _ edges: ExternalSorter<TextFact.ByValue>
  ) throws(ScoringError) {
    var last: TextFact?
    while let head = facts.head, head.text <= fingerprint, var fact = try facts.next() {
      // Ads of one text may have brought its facts more than once.
      if let last, last.kind == fact.kind, last.value == fact.value { continue }
      last = fact
      fact.text = UInt64(texts.count - 1)
      try texts.facts.append(fact)
      if fact.isContact { try edges.append(fact) }
    }
  }

  /// Where each template of two texts or more is used, by its root.
  private func spread(
    _ texts: Texts, templates: inout UnionFind, clusters: inout UnionFind,
    _ contacts: ContactGraph.Result
  ) throws(ScoringError) -> [TemplateSpread] {
    // Alone until another text has the same root.
    var isAlone = BitArray(repeating: true, count: texts.count)
    for text in 0..<UInt32(texts.count) {
      let root = templates.root(of: text)
      if root != text { isAlone[Int(root)] = false }
    }
    var hasContact = BitArray(repeating: false, count: texts.count)
    try texts.edges.forEach { edge throws(ScoringError) in
      if contacts.hubs[edge.value] == nil { hasContact[Int(edge.text)] = true }
    }
    let uses = ExternalSorter<TemplateUse.Order>(folder: folder)
    var spreads: [TemplateSpread] = []
    try texts.ads.forEach { ad throws(ScoringError) in
      let template = templates.root(of: ad.text)
      guard !isAlone[Int(template)] else { return }
      // A root is the first of its texts, and ads come by text.
      if template == ad.text, spreads.last?.root != template {
        spreads.append(TemplateSpread(root: template, id: ad.fingerprint))
      }
      try uses.append(
        TemplateUse(
          template: template,
          cluster: hasContact[Int(ad.text)] ? clusters.root(of: ad.text) : AdRecord.none,
          text: ad.text, place: ad.place))
    }
    let sorted = try uses.finish()
    var places = Set<UInt32>()
    var last: TemplateUse?
    var place = -1
    while let use = try sorted.next() {
      let isNext = last?.template != use.template
      if isNext {
        places.removeAll(keepingCapacity: true)
        place += 1
      }
      spreads[place].ads += 1
      if isNext || last?.text != use.text { spreads[place].texts += 1 }
      // Texts without a contact tell nothing about who uses the template.
      if use.cluster != AdRecord.none, isNext || last?.cluster != use.cluster {
        spreads[place].clusters += 1
      }
      if use.place != 0, places.insert(use.place).inserted { spreads[place].places += 1 }
      last = use
    }
    return spreads
  }
}

/// One ad that uses a template.
private struct TemplateUse: BitwiseCopyable {
  var template: UInt32
  var cluster: UInt32
  var text: UInt32
  var place: UInt32

  enum Order: RecordOrder {
    static func key(_ use: TemplateUse) -> UInt64 {
      UInt64(use.template) << 32 | UInt64(use.cluster)
    }
    static func precedes(_ left: TemplateUse, _ right: TemplateUse) -> Bool {
      (left.template, left.cluster, left.text) < (right.template, right.cluster, right.text)
    }
  }
}
