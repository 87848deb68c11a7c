/// Makes a text's sketch: numbers of which two texts have as many in common as they have shingles.
///
/// Shingles are runs of five characters, letters in lower case, all other ASCII characters one
/// space, digits and blanked contacts one symbol. The sketch is that of S. Dahlgaard, M. Knudsen,
/// M. Thorup, "Fast Similarity Sketching" (FOCS 2017): as exact as `width` independent MinHashes,
/// at the cost of one or two hashes a shingle. One worker's memory; never shared.
struct Sketcher {
  /// Numbers in a sketch.
  static let width = bandCount * rowCount
  /// Bands of `rowCount` numbers: texts that agree in one whole band are compared. Of texts with a
  /// similarity of 0.7 that are 93 in a hundred, with 0.8 all; of texts with 0.1 one in 50,000.
  static let bandCount = 21
  static let rowCount = 6
  /// Bytes of a sketch: the bands' hashes, four bytes each, then one byte a number.
  static let byteCount = bandCount * 4 + width
  /// Texts with fewer shingles have too little wording to be called alike.
  static let fewestShingles = 36

  private static let shingleLength = 5
  /// Rounds go on until so many shingles were placed: then two numbers in a hundred are empty, and
  /// copies of others do.
  private static let placedCount = 4 * width
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// What an ASCII character stands for: lower-case letters, one digit, one space.
  private static let symbolOfByte: [UInt32] = (0..<128 as Range<UInt32>).map { byte in
    switch byte {
    case 0x61...0x7A: byte
    case 0x41...0x5A: byte | 0x20
    case 0x30...0x39: number
    default: space
    }
  }
  private static let space: UInt32 = 0x20
  private static let number: UInt32 = 0x30

  private var symbols: [UInt32] = []
  private var shingles: [UInt64] = []
  private var values = [UInt32](repeating: 0, count: width)
  private var rounds = [UInt8](repeating: 0, count: width)

  init() {}

  /// Appends the sketch of `text` to `bytes`, unless the text is too short.
  ///
  /// - Parameter text: normalised UTF-8 with contacts blanked out.
  /// - Returns: whether there is a sketch.
  mutating func sketch(_ text: [UInt8], to bytes: inout [UInt8]) -> Bool {
    let count = readSymbols(text) - Self.shingleLength + 1
    guard count >= Self.fewestShingles else { return false }
    hashShingles(count)
    fill(count)
    write(to: &bytes)
    return true
  }

  /// Reads the characters of `text` into `symbols` and returns how many there are.
  private mutating func readSymbols(_ text: [UInt8]) -> Int {
    if symbols.count < text.count {
      symbols = [UInt32](repeating: 0, count: text.count)
      shingles = [UInt64](repeating: 0, count: text.count)
    }
    var count = 0
    symbols.withUnsafeMutableBufferPointer { symbols in
      Self.symbolOfByte.withUnsafeBufferPointer { symbolOfByte in
        var previous = Self.space
        var scalar: UInt32 = 0
        for byte in text {
          let symbol: UInt32
          if byte < 0x80 {
            symbol = symbolOfByte[Int(byte)]
            if symbol == previous && symbol <= Self.number { continue }
          } else if byte < 0xC0 {
            // The rest of a character is added to it, so that a shingle has five characters.
            scalar = scalar << 6 | UInt32(byte & 0x3F)
            if count > 0 { symbols[count - 1] = scalar | 1 << 31 }
            continue
          } else {
            scalar = UInt32(byte)
            symbol = scalar
          }
          symbols[count] = symbol
          count += 1
          previous = symbol
        }
        if count > 0, symbols[count - 1] == Self.space { count -= 1 }
      }
    }
    return count
  }

  /// Hashes the first `count` shingles.
  private mutating func hashShingles(_ count: Int) {
    let length = Self.shingleLength
    var power: UInt64 = 1
    for _ in 1..<length { power = power &* Self.base }
    symbols.withUnsafeBufferPointer { symbols in
      shingles.withUnsafeMutableBufferPointer { shingles in
        var hash: UInt64 = 0
        for place in 0..<length - 1 { hash = hash &* Self.base &+ UInt64(symbols[place]) }
        for place in 0..<count {
          hash = hash &* Self.base &+ UInt64(symbols[place + length - 1])
          shingles[place] = hash
          hash = hash &- UInt64(symbols[place]) &* power
        }
      }
    }
  }

  private mutating func fill(_ count: Int) {
    var empty = Self.width
    shingles.withUnsafeBufferPointer { shingles in
      values.withUnsafeMutableBufferPointer { values in
        rounds.withUnsafeMutableBufferPointer { rounds in
          rounds.update(repeating: .max)
          let last = (Self.placedCount + count - 1) / count
          for round in 0..<last where empty > 0 {
            let number = UInt8(round)
            for shingle in shingles[..<count] {
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
          if empty > 0 { Self.copyToEmpty(&values, rounds) }
        }
      }
    }
  }

  /// Gives each empty number that of a place drawn for it, the same in every text. Source:
  /// A. Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing" (ICML 2017).
  private static func copyToEmpty(
    _ values: inout UnsafeMutableBufferPointer<UInt32>, _ rounds: UnsafeMutableBufferPointer<UInt8>
  ) {
    for place in 0..<width where rounds[place] == .max {
      var draw = UInt64(place) << 32
      var other = place
      while rounds[other] == .max {
        draw += 1
        other = Int(((Hash64.mix(draw) >> 32) &* UInt64(width)) >> 32)
      }
      values[place] = values[other]
    }
  }

  @inline(__always)
  private static func mixed(_ shingle: UInt64, round: Int) -> UInt64 {
    let seed = UInt64(truncatingIfNeeded: round &+ 1) &* 0xD6E8_FEB8_6659_FD93
    let product = (shingle ^ seed).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  private func write(to bytes: inout [UInt8]) {
    values.withUnsafeBufferPointer { values in
      for band in 0..<Self.bandCount {
        var hash: UInt64 = UInt64(band)
        for row in 0..<Self.rowCount {
          hash = (hash ^ UInt64(values[band * Self.rowCount + row])) &* Self.base
          hash ^= hash >> 29
        }
        let mixed = UInt32(truncatingIfNeeded: Hash64.mix(hash)).littleEndian
        withUnsafeBytes(of: mixed) { bytes.append(contentsOf: $0) }
      }
      bytes += values.lazy.map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 8) }
    }
  }
}
