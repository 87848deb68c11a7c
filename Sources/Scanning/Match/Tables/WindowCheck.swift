/// Finds the symbols that stand round a window on all of several paths.
struct WindowCheck {
  /// A path, and the index of the window's first item on it; -1 where the window was filled up and
  /// starts before its run does.
  struct Member: BitwiseCopyable {
    var path: Int
    var item: Int
  }

  private static let reach = -12..<16
  /// By place from the window on, `reach.lowerBound` first: the symbols that paths have there; all
  /// where one of them has a gap between.
  private var masks = [UInt32](repeating: 0, count: WindowCheck.reach.count)

  init(_ paths: PathList, _ members: [Member]) {
    paths.items.withUnsafeBufferPointer { items in
      masks.withUnsafeMutableBufferPointer { masks in
        for member in members {
          let range = paths.range(of: member.path)
          let window = member.item < 0 ? range.upperBound : range.lowerBound + member.item
          let center = -Self.reach.lowerBound
          // Away from the window, as far as the run goes.
          var isRun = true
          for offset in 0..<Self.reach.upperBound {
            let place = window + offset
            isRun = isRun && place < range.upperBound && items[place].isSymbols
            masks[center + offset] |= Self.mask(isRun ? items[place].mask : 0)
          }
          isRun = window < range.upperBound
          for offset in 1...center {
            let place = window - offset
            isRun = isRun && place >= range.lowerBound && items[place].isSymbols
            masks[center - offset] |= Self.mask(isRun ? items[place].mask : 0)
          }
        }
      }
    }
  }

  /// All symbols in place of none: a symbol that nothing matches tells nothing.
  private static func mask(_ mask: UInt32) -> UInt32 {
    mask == 0 ? FoldedAlphabet.fullMask : mask
  }

  /// The one symbol at `offset` from the window; nil if there may be several.
  private func byte(_ offset: Int) -> UInt8? {
    let mask = masks[offset - Self.reach.lowerBound]
    // The window's own four symbols have been compared.
    guard !(0..<4).contains(offset), mask.nonzeroBitCount == 1 else { return nil }
    return FoldedAlphabet.bytes[mask.trailingZeroBitCount]
  }

  /// The eight symbols that tell most, as a place of a factor.
  func place(low: Int, high: Int?) -> Factor.Place {
    let worths = Self.reach.map { offset in
      byte(offset).map { $0 == FoldedAlphabet.other ? 2.5 : 4 } ?? 0
    }
    var best = 0
    var bestWorth = -1.0
    for start in -12...8 {
      var worth = -0.01 * Double(abs(start))
      for offset in start..<start + 8 { worth += worths[offset - Self.reach.lowerBound] }
      if worth > bestWorth { (best, bestWorth) = (start, worth) }
    }
    var place = Factor.Place(low: low, high: high, checkOffset: best, checkMask: 0, checkValue: 0)
    for (shift, offset) in (best..<best + 8).enumerated() {
      guard let byte = byte(offset) else { continue }
      place.checkMask |= 0xFF << UInt64(shift * 8)
      place.checkValue |= UInt64(byte) << UInt64(shift * 8)
    }
    return place
  }
}
