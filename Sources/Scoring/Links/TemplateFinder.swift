/// Finds texts that are nearly the same: their templates.
///
/// Texts that agree in one band of their sketches are compared; those as alike as asked for become
/// one template, and so do those that are alike through others.
///
/// In a band, texts are compared with at most `comparedCount` others that are not alike themselves,
/// so the cost grows as n log n: to tell all of m unlike texts apart would take m²/2 comparisons.
/// The bound is reached only where more than `comparedCount` templates have a band in common, as
/// those with much boilerplate do, and then loses two texts only if all bands that they share are
/// such. At 64, comparing takes at most as long as making the sketch does.
struct TemplateFinder {
  /// Of a band's texts that are not alike, so many are compared with each text.
  private static let comparedCount = 64
  let store: SketchStore
  /// For each sketch its text; `AdRecord.none` for those of no use.
  let textOfSketch: [UInt32]
  /// The least estimated Jaccard similarity of alike texts, from 0 to 1.
  let similarity: Double
  /// So many sketches are sorted at once: more take more passes over each band.
  var passLimit = 1 << 20

  /// The least number of equal bytes of two sketches whose texts are alike.
  private var fewestEqual: Int {
    // One byte in 256 is equal by chance.
    let share = similarity * 255 / 256 + 1 / 256
    return Int((share * Double(Sketcher.width)).rounded(.up))
  }

  /// Unites the texts of each template in `templates`.
  func run(
    templates: inout UnionFind, progress: (Double) -> Void
  ) throws(ScoringError) {
    guard store.count > 0 else { return }
    let passCount = UInt32(store.count / passLimit + 1)
    var keys: [UInt64] = []
    var spare: [UInt64] = []
    var group: [UInt64] = []
    var compared = Compared(store: store, fewestEqual: fewestEqual)
    for band in 0..<Sketcher.bandCount {
      for pass in 0..<passCount {
        keys.removeAll(keepingCapacity: true)
        try store.forEach(band: band) { sketch, hash in
          if passCount == 1 || hash % passCount == pass, textOfSketch[sketch] != AdRecord.none {
            keys.append(UInt64(hash) << 32 | UInt64(sketch))
          }
        }
        RadixSort.byHighHalf(&keys, &spare)
        var start = 0
        while start < keys.count {
          var end = start + 1
          while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
          if end - start > 1 {
            group.removeAll(keepingCapacity: true)
            for key in keys[start..<end] {
              let sketch = UInt32(truncatingIfNeeded: key)
              group.append(UInt64(textOfSketch[Int(sketch)]) << 32 | UInt64(sketch))
            }
            // Sketches are numbered as ads came, texts are not.
            group.sort()
            try compared.unite(group, &templates)
          }
          start = end
        }
      }
      progress(Double(band + 1) / Double(Sketcher.bandCount))
    }
  }

  /// The texts of one band with which others are compared.
  private struct Compared {
    let store: SketchStore
    let fewestEqual: Int
    private var texts: [UInt32] = []
    private var numbers = [[UInt8]](repeating: [], count: TemplateFinder.comparedCount)
    private var candidate: [UInt8] = []

    init(store: SketchStore, fewestEqual: Int) {
      self.store = store
      self.fewestEqual = fewestEqual
    }

    /// - Parameter group: texts in the high halves, ascending, their sketches in the low ones.
    mutating func unite(_ group: [UInt64], _ templates: inout UnionFind) throws(ScoringError) {
      texts.removeAll(keepingCapacity: true)
      // After a few bands nearly all that agree are united, and nothing needs to be read.
      let first = templates.root(of: UInt32(group[0] >> 32))
      if group.allSatisfy({ templates.root(of: UInt32($0 >> 32)) == first }) { return }
      for key in group {
        let text = UInt32(key >> 32)
        let root = templates.root(of: text)
        if texts.contains(where: { templates.root(of: $0) == root }) { continue }
        try store.read(Int(UInt32(truncatingIfNeeded: key)), into: &candidate)
        var isAlike = false
        for place in texts.indices where areAlike(numbers[place], candidate) {
          templates.unite(texts[place], text)
          isAlike = true
        }
        if !isAlike, texts.count < numbers.count {
          swap(&numbers[texts.count], &candidate)
          texts.append(text)
        }
      }
    }

    private func areAlike(_ left: [UInt8], _ right: [UInt8]) -> Bool {
      var equal = 0
      for place in 0..<Sketcher.width where left[place] == right[place] { equal += 1 }
      return equal >= fewestEqual
    }
  }
}
