internal import BitCollections
internal import RulePacks

/// A contact that is too common to say who posts.
struct Hub: Equatable {
  var kind: TextFact.Kind
  var hash: UInt64
  /// Distinct texts it stands in.
  var texts: Int
  /// Groups of them that share neither wording nor another contact.
  var groups: Int
}

/// Unites texts that share a contact.
///
/// Contacts that stand in many otherwise unrelated texts are hubs and are not followed; large
/// clusters are split where a single text holds two parts together. Neither depends on the order
/// of anything.
struct ContactGraph {
  /// Contacts of texts, by value, then by text number; each pair once.
  let edges: RecordFile<TextFact>
  let textCount: Int
  let table: LinkTable
  /// Where temporary files are made.
  let folder: String

  /// What was found beside the clusters.
  struct Result {
    /// By hash.
    var hubs: [UInt64: Hub] = [:]
    /// Contacts that are not followed from one text, so that two parts stay apart.
    var cuts: Set<Cut> = []
  }

  /// One contact of one text.
  struct Cut: Hashable {
    var text: UInt32
    var contact: UInt64
  }

  /// One contact and the texts it stands in, ascending.
  private struct Contact {
    var hash: UInt64
    var kind: TextFact.Kind
    var texts: [UInt32]
  }

  /// Unites texts in `clusters`.
  ///
  /// - Parameter templates: texts of one template are united.
  func run(
    templates: inout UnionFind, clusters: inout UnionFind
  ) throws(ScoringError) -> Result {
    var result = Result()
    var hasCandidates = false
    try forEachContact { contact in
      if isCandidate(contact) {
        hasCandidates = true
      } else {
        unite(contact.texts, &clusters)
      }
    }
    if hasCandidates {
      // The sets are many: they are put aside, not copied.
      let kept = SpillFile(folder: folder)
      try clusters.keep(in: kept)
      result.hubs = try findHubs(&clusters, &templates)
      try clusters.restore(from: kept)
      try forEachContact { contact in
        if isCandidate(contact), result.hubs[contact.hash] == nil {
          unite(contact.texts, &clusters)
        }
      }
    }
    result.cuts = try splitGiants(result.hubs, &clusters)
    return result
  }

  /// Whether the contact stands in so many texts that it may be a hub.
  private func isCandidate(_ contact: Contact) -> Bool {
    let hubs = table.hubs
    let count = contact.texts.count
    return count > min(hubs.anchored, hubs.shareFrom, hubs.unrelated)
      || (count > hubs.halfFrom && isInHalf(contact))
  }

  private func isInHalf(_ contact: Contact) -> Bool { contact.texts.count > scale / 2 }

  /// The number of texts, rounded down to a power of two: see `LinkTable.Hubs.share`.
  private var scale: Int {
    textCount > 0 ? 1 << (Int.bitWidth - 1 - textCount.leadingZeroBitCount) : 0
  }

  private func unite(_ texts: [UInt32], _ sets: inout UnionFind) {
    for text in texts.dropFirst() { sets.unite(texts[0], text) }
  }

  private func forEachContact(_ body: (Contact) -> Void) throws(ScoringError) {
    var contact = Contact(hash: 0, kind: .phone, texts: [])
    try edges.forEach { edge throws(ScoringError) in
      if edge.value != contact.hash || contact.texts.isEmpty {
        if !contact.texts.isEmpty { body(contact) }
        contact.hash = edge.value
        contact.kind = TextFact.Kind(rawValue: edge.kind) ?? .phone
        contact.texts.removeAll(keepingCapacity: true)
      }
      contact.texts.append(UInt32(edge.text))
    }
    if !contact.texts.isEmpty { body(contact) }
  }

  /// Judges the candidates by the groups into which their texts fall
  /// when none of these contacts is followed.
  ///
  /// - Parameter groups: texts that share other contacts; those of one template are united as well.
  private func findHubs(
    _ groups: inout UnionFind, _ templates: inout UnionFind
  ) throws(ScoringError) -> [UInt64: Hub] {
    for text in 0..<UInt32(textCount) { groups.unite(text, templates.root(of: text)) }
    var isAnchored = BitArray(repeating: false, count: textCount)
    try forEachContact { contact in
      if isCandidate(contact) { return }
      isAnchored[Int(groups.root(of: contact.texts[0]))] = true
    }
    let shareLimit = table.hubs.share * Double(scale)
    var hubs: [UInt64: Hub] = [:]
    try forEachContact { contact in
      guard isCandidate(contact) else { return }
      var roots = Set<UInt32>()
      for text in contact.texts { roots.insert(groups.root(of: text)) }
      let anchored = roots.count { isAnchored[Int($0)] }
      let isHub =
        roots.count > table.hubs.unrelated || anchored > table.hubs.anchored
        || (roots.count > table.hubs.shareFrom && Double(contact.texts.count) > shareLimit)
        || (anchored > table.hubs.halfFrom && isInHalf(contact))
      if isHub {
        hubs[contact.hash] = Hub(
          kind: contact.kind, hash: contact.hash, texts: contact.texts.count,
          groups: roots.count)
      }
    }
    return hubs
  }

  private func splitGiants(
    _ hubs: [UInt64: Hub], _ clusters: inout UnionFind
  ) throws(ScoringError) -> Set<Cut> {
    // Counted no further, as there are many; a table holds no larger number.
    let giant = UInt16(clamping: table.giants.texts)
    var sizes = [UInt16](repeating: 0, count: textCount)
    for text in 0..<UInt32(textCount) {
      let root = Int(clusters.root(of: text))
      if sizes[root] < giant { sizes[root] += 1 }
    }
    guard sizes.contains(giant) else { return [] }
    var bridges = Bridges()
    try forEachContact { contact in
      guard hubs[contact.hash] == nil,
        sizes[Int(clusters.root(of: contact.texts[0]))] == giant
      else { return }
      bridges.add(contact.hash, texts: contact.texts)
    }
    let cuts = bridges.cuts(side: table.giants.side)
    guard !cuts.isEmpty else { return [] }
    let affected = (0..<UInt32(textCount)).filter {
      sizes[Int(clusters.root(of: $0))] == giant
    }
    for text in affected { clusters.reset(text) }
    bridges.forEachContact { hash, texts in
      let kept = texts.filter { !cuts.contains(Cut(text: $0, contact: hash)) }
      if let first = kept.first { for text in kept { clusters.unite(first, text) } }
    }
    return cuts
  }
}
