/// Where a template is used, over all clusters.
struct TemplateSpread: Sendable {
  /// The number of its first text.
  var root: UInt32
  var texts: UInt32 = 0
  /// Fingerprint of its first text.
  var id: UInt64
  var ads: UInt32 = 0
  var clusters: UInt32 = 0
  var places: UInt32 = 0
}

/// The templates of two texts or more. Four bytes a text, 32 a template.
struct TemplateTable: Sendable {
  /// By text: the first text of its template.
  private let roots: [UInt32]
  /// By root.
  private let spreads: [TemplateSpread]

  /// - Parameters:
  ///   - sets: the texts of each template united.
  ///   - spreads: by root, ascending.
  init(_ sets: consuming UnionFind, _ spreads: [TemplateSpread]) {
    roots = sets.roots()
    self.spreads = spreads
  }

  /// Number of templates.
  var count: Int { spreads.count }

  /// The template of a text; nil where it is like no other.
  func spread(of text: UInt32) -> TemplateSpread? {
    let root = roots[Int(text)]
    var (low, high) = (0, spreads.count)
    while low < high {
      let middle = (low + high) / 2
      if spreads[middle].root < root { low = middle + 1 } else { high = middle }
    }
    return low < spreads.count && spreads[low].root == root ? spreads[low] : nil
  }
}
