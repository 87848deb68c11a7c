/// Tells from the folded symbols at a place, with the one before it, whether a match of a rule may
/// start there: a set of hashes, which says yes too often and no only where no path of the rule
/// fits.
struct StartCheck: Sendable {
  /// A rule's symbols are spelled out as far as that takes no more runs than this.
  static let runLimit = 1024
  /// Eight symbols are compared at most: a machine word.
  static let reach = 8

  /// Which of the eight bytes, the first of them the symbol before the place, are compared.
  let mask: UInt64
  /// How far a hash is shifted to become a bit's number.
  let shift: UInt64
  /// One bit a hash.
  let bits: [UInt32]

  /// Whether a match may start at `place` of a folded text, of which eight symbols can be read from
  /// the one before on.
  @inline(__always)
  static func passes(
    _ place: UnsafePointer<UInt8>, mask: UInt64, shift: UInt64, bits: UnsafePointer<UInt32>
  ) -> Bool {
    let symbols = UnsafeRawPointer(place - 1).loadUnaligned(as: UInt64.self) & mask
    let bit = hash(symbols) &>> shift
    return bits[Int(truncatingIfNeeded: bit &>> 5)]
      &>> UInt32(truncatingIfNeeded: bit & 31) & 1 != 0
  }

  /// The hash of eight symbols of which those outside the mask are 0, before it is shifted.
  @inline(__always)
  private static func hash(_ symbols: UInt64) -> UInt64 { symbols &* 0x9E37_79B9_7F4A_7C15 }

  /// - Parameter starts: how the rule's matches can start, each with one symbol of context before
  ///   it; if there are none, every place will do.
  init(_ starts: PathList) {
    /// The mask at a place of a start, or anything behind its end.
    func mask(_ start: Int, _ place: Int) -> UInt32 {
      let items = starts.range(of: start)
      return place < items.count
        ? starts.items[items.lowerBound + place].mask : FoldedAlphabet.fullMask
    }
    var compared: [Int] = []
    var counts = [Int](repeating: 1, count: starts.count)
    for place in 0..<Self.reach {
      let wider = counts.enumerated().map { $1 * mask($0, place).nonzeroBitCount }
      let isTelling = zip(counts, wider).contains { $1 < $0 * (FoldedAlphabet.count - 4) }
      guard isTelling, wider.reduce(0, +) <= Self.runLimit else { continue }
      compared.append(place)
      counts = wider
    }
    guard !compared.isEmpty else {
      (self.mask, shift, bits) = (0, 63, [.max])
      return
    }
    self.mask = compared.reduce(0) { $0 | 0xFF << UInt64($1 * 8) }
    let runCount = counts.reduce(0, +)
    let bitCount = max(256, UInt64(runCount * 16).nextPowerOfTwo)
    shift = UInt64(64 - bitCount.trailingZeroBitCount)
    let shift = shift
    var bits = [UInt32](repeating: 0, count: Int(bitCount / 32))
    bits.withUnsafeMutableBufferPointer { bits in
      /// Sets the bits of all runs that begin as `run` does and go on from place `index` compared.
      func add(_ start: Int, _ index: Int, _ run: UInt64) {
        guard index < compared.count else {
          let bit = Self.hash(run) >> shift
          bits[Int(bit >> 5)] |= 1 << UInt32(bit & 31)
          return
        }
        Window.forEachNumber(mask(start, compared[index])) { number in
          let symbol = UInt64(FoldedAlphabet.bytes[number]) << UInt64(compared[index] * 8)
          add(start, index + 1, run | symbol)
        }
      }
      for start in 0..<starts.count { add(start, 0, 0) }
    }
    self.bits = bits
  }
}

extension UInt64 {
  /// The least power of two that is not less.
  fileprivate var nextPowerOfTwo: UInt64 {
    self <= 1 ? 1 : 1 << UInt64(64 - (self - 1).leadingZeroBitCount)
  }
}
