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
  /// How many texts of a band are sorted at once.
  private static let passLimit = 1 << 24

  let store: SketchStore
  /// For each sketch its text; `AdRecord.none` for those of no use.
  let textOfSketch: [UInt32]
  /// The least estimated Jaccard similarity of alike texts, from 0 to 1.
  let similarity: Double

  /// The least number of equal bytes of two sketches whose texts are alike.
  private var fewestEqual: Int {
    // One byte in 256 is equal by chance.
    let share = similarity * 255 / 256 + 1 / 256
    return Int((share * Double(Sketcher.width)).rounded(.up))
  }

  /// Unites the texts of each template in `templates`.
  func run(
    textCount: Int, templates: inout UnionFind, progress: (Double) -> Void
  ) throws(ScoringError) {
    guard store.count > 0 else { return }
    var sketchOfText = [UInt32](repeating: AdRecord.none, count: textCount)
    for (sketch, text) in textOfSketch.enumerated() where text != AdRecord.none {
      sketchOfText[Int(text)] = UInt32(sketch)
    }
    let passCount = UInt32(textCount / Self.passLimit + 1)
    var keys: [UInt64] = []
    var spare: [UInt64] = []
    var hashes = [UInt32](repeating: 0, count: textCount)
    var compared = Compared(store: store, fewestEqual: fewestEqual)
    for band in 0..<Sketcher.bandCount {
      try store.forEach(band: band) { sketch, hash in
        let text = textOfSketch[sketch]
        if text != AdRecord.none { hashes[Int(text)] = hash }
      }
      for pass in 0..<passCount {
        keys.removeAll(keepingCapacity: true)
        for text in 0..<textCount where sketchOfText[text] != AdRecord.none {
          if passCount == 1 || hashes[text] % passCount == pass {
            keys.append(UInt64(hashes[text]) << 32 | UInt64(text))
          }
        }
        // Keys come by text, so sorting by hash alone leaves texts of one hash in order.
        RadixSort.byHighHalf(&keys, &spare)
        var start = 0
        while start < keys.count {
          var end = start + 1
          while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
          if end - start > 1 {
            try compared.unite(keys[start..<end], sketchOfText, &templates)
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

    /// - Parameter keys: texts in their low halves, ascending.
    mutating func unite(
      _ keys: ArraySlice<UInt64>, _ sketchOfText: [UInt32], _ templates: inout UnionFind
    ) throws(ScoringError) {
      texts.removeAll(keepingCapacity: true)
      // After a few bands nearly all that agree are united, and nothing needs to be read.
      let first = templates.root(of: UInt32(truncatingIfNeeded: keys[keys.startIndex]))
      if keys.allSatisfy({ templates.root(of: UInt32(truncatingIfNeeded: $0)) == first }) { return }
      for key in keys {
        let text = UInt32(truncatingIfNeeded: key)
        let root = templates.root(of: text)
        if texts.contains(where: { templates.root(of: $0) == root }) { continue }
        try store.read(Int(sketchOfText[Int(text)]), into: &candidate)
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
