internal import Foundation

/// All sketches, put aside so that one band of all can be read without the others.
final class SketchStore {
  /// Sketches that lie together: all their first bands, all their second bands, …, then their
  /// numbers, sketch by sketch.
  private static let blockSize = 2048
  private static var blockByteCount: Int { blockSize * Sketcher.byteCount }
  private static var numbersOffset: Int { blockSize * Sketcher.bandCount * 4 }

  private let spill: SpillFile
  private var block = [UInt8](repeating: 0, count: blockByteCount)
  private(set) var count = 0

  init(folder: String) { spill = SpillFile(folder: folder, bufferLimit: 1 << 20) }

  /// Puts sketches aside that lie end to end in `bytes`.
  func append(_ bytes: [UInt8]) throws(ScoringError) {
    var start = 0
    while start < bytes.count {
      let place = count % Self.blockSize
      for band in 0..<Sketcher.bandCount {
        let target = (band * Self.blockSize + place) * 4
        for byte in 0..<4 { block[target + byte] = bytes[start + band * 4 + byte] }
      }
      let numbers = start + Sketcher.bandCount * 4
      let target = Self.numbersOffset + place * Sketcher.width
      block.replaceSubrange(
        target..<target + Sketcher.width, with: bytes[numbers..<numbers + Sketcher.width])
      count += 1
      start += Sketcher.byteCount
      if count % Self.blockSize == 0 { try spill.append(block) }
    }
  }

  /// Keeps all sketches but the last incomplete block in the file `path`.
  ///
  /// - Returns: the last block.
  func keep(at path: String) throws(ScoringError) -> [UInt8] {
    try spill.keep(at: path)
    return block
  }

  /// Goes on with `count` sketches that an earlier process has kept at `path`.
  ///
  /// - Parameter block: what `keep` has returned.
  func resume(at path: String, count: Int, block: [UInt8]) throws(ScoringError) {
    guard block.count == Self.blockByteCount else {
      throw .spillFailed(operation: "reading", code: EIO)
    }
    try spill.resume(at: path, byteCount: count / Self.blockSize * Self.blockByteCount)
    self.count = count
    self.block = block
  }

  /// How many sketches lie in whole blocks, which are put aside; the others are in `block`.
  private var wholeCount: Int { count - count % Self.blockSize }

  /// Hands on the hash of `band` of every sketch, in their order.
  func forEach(
    band: Int, _ body: (_ sketch: Int, _ hash: UInt32) -> Void
  ) throws(ScoringError) {
    var hashes = [UInt32](repeating: 0, count: Self.blockSize)
    var first = 0
    while first < count {
      let start = band * Self.blockSize * 4
      if first < wholeCount {
        let offset = first / Self.blockSize * Self.blockByteCount + start
        try spill.read(offset: offset, into: &hashes)
      } else {
        hashes.withUnsafeMutableBytes {
          $0.copyBytes(from: block[start..<start + Self.blockSize * 4])
        }
      }
      for place in 0..<min(Self.blockSize, count - first) {
        body(first + place, UInt32(littleEndian: hashes[place]))
      }
      first += Self.blockSize
    }
  }

  /// Reads the numbers of one sketch, a byte each, into `numbers`.
  func read(_ sketch: Int, into numbers: inout [UInt8]) throws(ScoringError) {
    let start = Self.numbersOffset + sketch % Self.blockSize * Sketcher.width
    guard sketch < wholeCount else {
      numbers.removeAll(keepingCapacity: true)
      numbers += block[start..<start + Sketcher.width]
      return
    }
    let offset = sketch / Self.blockSize * Self.blockByteCount + start
    try spill.read(offset: offset, count: Sketcher.width, into: &numbers)
  }
}
