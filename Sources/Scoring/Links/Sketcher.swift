/// Makes a text's sketch: numbers of which two texts have as many in common as they have shingles.
///
/// Shingles are runs of five characters, letters in lower case, all other ASCII characters one
/// space, digits and blanked contacts one symbol. The sketch is that of S. Dahlgaard, M. Knudsen,
/// M. Thorup, "Fast Similarity Sketching" (FOCS 2017): as exact as `width` independent MinHashes,
/// at the cost of about one hash a shingle. One worker's memory; never shared.
struct Sketcher {
  /// Numbers in a sketch.
  static let width = 192
  /// Bands of `rowCount` numbers: texts that agree in one whole band are compared.
  static let bandCount = 32
  static let rowCount = 6
  /// Bytes of a sketch: the bands' hashes, four bytes each, then one byte a number.
  static let byteCount = bandCount * 4 + width
  /// Texts with fewer shingles have too little wording to be called alike.
  static let fewestShingles = 36
  /// What stands for a blanked contact or number in the text that is sketched.
  static let blank: UInt8 = 0x30

  private static let shingleLength = 5
  /// Rounds in which every number may be filled; what is empty afterwards is filled one by one.
  private static let roundCount = 24
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  private var symbols: [UInt64] = []
  private var shingles: [UInt64] = []
  private var values = [UInt32](repeating: 0, count: width)
  private var rounds = [UInt8](repeating: 0, count: width)

  init() {}

  /// Appends the sketch of `text` to `bytes`, unless the text is too short.
  ///
  /// - Parameter text: normalised UTF-8 with contacts blanked out.
  /// - Returns: whether there is a sketch.
  mutating func sketch(_ text: [UInt8], to bytes: inout [UInt8]) -> Bool {
    readSymbols(text)
    guard symbols.count >= Self.fewestShingles + Self.shingleLength - 1 else { return false }
    hashShingles()
    fill()
    write(to: &bytes)
    return true
  }

  private mutating func readSymbols(_ text: [UInt8]) {
    symbols.removeAll(keepingCapacity: true)
    let space: UInt64 = 0x20
    let number: UInt64 = 0x30
    var previous = space
    var scalar: UInt64 = 0
    for byte in text {
      var symbol: UInt64
      switch byte {
      case 0x61...0x7A: symbol = UInt64(byte)
      case 0x41...0x5A: symbol = UInt64(byte | 0x20)
      case 0x30...0x39: symbol = number
      case 0x00..<0x80: symbol = space
      case 0x80..<0xC0:
        // The rest of a character is added to it, so that a shingle has five characters.
        scalar = scalar << 6 | UInt64(byte & 0x3F)
        if let last = symbols.indices.last { symbols[last] = scalar | 1 << 32 }
        continue
      default:
        scalar = UInt64(byte)
        symbol = scalar
      }
      if symbol == previous && (symbol == space || symbol == number) { continue }
      symbols.append(symbol)
      previous = symbol
    }
    if symbols.last == space { symbols.removeLast() }
  }

  private mutating func hashShingles() {
    let length = Self.shingleLength
    var power: UInt64 = 1
    for _ in 1..<length { power = power &* Self.base }
    shingles.removeAll(keepingCapacity: true)
    var hash: UInt64 = 0
    for place in symbols.indices {
      if place >= length { hash = hash &- symbols[place - length] &* power }
      hash = hash &* Self.base &+ symbols[place]
      if place >= length - 1 { shingles.append(hash) }
    }
  }

  private mutating func fill() {
    for place in 0..<Self.width { rounds[place] = .max }
    var empty = Self.width
    values.withUnsafeMutableBufferPointer { values in
      rounds.withUnsafeMutableBufferPointer { rounds in
        for round in 0..<Self.roundCount where empty > 0 {
          let number = UInt8(round)
          for shingle in shingles {
            let mixed = Self.mixed(shingle, round: round)
            let place = Int(((mixed >> 32) &* UInt64(Self.width)) >> 32)
            let value = UInt32(truncatingIfNeeded: mixed)
            // What an earlier round has filled stays: similar texts fill alike.
            if rounds[place] > number {
              rounds[place] = number
              values[place] = value
              empty -= 1
            } else if rounds[place] == number && value < values[place] {
              values[place] = value
            }
          }
        }
        for place in 0..<Self.width where rounds[place] == .max {
          values[place] = shingles.reduce(.max) { least, shingle in
            min(
              least, UInt32(truncatingIfNeeded: Self.mixed(shingle, round: 1000 + place)))
          }
        }
      }
    }
  }

  @inline(__always)
  private static func mixed(_ shingle: UInt64, round: Int) -> UInt64 {
    var mixed = shingle ^ (UInt64(truncatingIfNeeded: round &+ 1) &* 0xD6E8_FEB8_6659_FD93)
    mixed = (mixed ^ (mixed >> 32)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 29)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 32)
  }

  private func write(to bytes: inout [UInt8]) {
    for band in 0..<Self.bandCount {
      var hash: UInt64 = UInt64(band)
      for row in 0..<Self.rowCount {
        hash = Hash64.mix(hash ^ UInt64(values[band * Self.rowCount + row]))
      }
      withUnsafeBytes(of: UInt32(truncatingIfNeeded: hash).littleEndian) { bytes += $0 }
    }
    for value in values { bytes.append(UInt8(truncatingIfNeeded: value ^ value >> 8)) }
  }
}
