internal import Model

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
  /// For each number the round in which it was set and below it, in 32 bits, the number itself: the
  /// least of all that were placed there.
  private var lowest = [UInt64](repeating: empty, count: width)
  private static let empty = UInt64.max

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
    // One more than there may be: repeats are written too, and written over.
    if symbols.count <= text.count {
      symbols = [UInt32](repeating: 0, count: text.count + 1)
      shingles = [UInt64](repeating: 0, count: text.count + 1)
    }
    var count = 0
    symbols.withUnsafeMutableBufferPointer { symbols in
      Self.symbolOfByte.withUnsafeBufferPointer { symbolOfByte in
        var previous = Self.space
        var scalar: UInt32 = 0
        for byte in text {
          if byte < 0x80 {
            let symbol = symbolOfByte[Int(byte)]
            symbols[count] = symbol
            count &+= symbol == previous && symbol <= Self.number ? 0 : 1
            previous = symbol
          } else if byte < 0xC0 {
            // The rest of a character is added to it, so that a shingle has five characters.
            scalar = scalar << 6 | UInt32(byte & 0x3F)
            if count > 0 { symbols[count - 1] = scalar | 1 << 31 }
          } else {
            scalar = UInt32(byte)
            symbols[count] = scalar
            count += 1
            previous = scalar
          }
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
    for _ in 0..<length { power = power &* Self.base }
    symbols.withUnsafeBufferPointer { symbols in
      shingles.withUnsafeMutableBufferPointer { shingles in
        func first(_ start: Int) -> UInt64 {
          symbols[start..<start + length].reduce(0) { $0 &* Self.base &+ UInt64($1) }
        }
        func next(_ hash: UInt64, at place: Int) -> UInt64 {
          // What leaves and what comes is known ahead: one product and one sum wait for the last.
          let change = UInt64(symbols[place + length - 1]) &- UInt64(symbols[place - 1]) &* power
          return hash &* Self.base &+ change
        }
        // Each hash waits for the one before it, so four parts go side by side.
        let part = count / 4
        var hashes = (first(0), first(part), first(2 * part), first(3 * part))
        for place in 0..<part {
          shingles[place] = hashes.0
          shingles[part + place] = hashes.1
          shingles[2 * part + place] = hashes.2
          shingles[3 * part + place] = hashes.3
          if place + 1 == part { break }
          hashes.0 = next(hashes.0, at: place + 1)
          hashes.1 = next(hashes.1, at: part + place + 1)
          hashes.2 = next(hashes.2, at: 2 * part + place + 1)
          hashes.3 = next(hashes.3, at: 3 * part + place + 1)
        }
        for place in 4 * part..<count {
          hashes.3 = next(hashes.3, at: place)
          shingles[place] = hashes.3
        }
      }
    }
  }

  private mutating func fill(_ count: Int) {
    shingles.withUnsafeBufferPointer { shingles in
      lowest.withUnsafeMutableBufferPointer { lowest in
        lowest.update(repeating: Self.empty)
        let last = (Self.placedCount + count - 1) / count
        for round in 0..<last where round == 0 || lowest.contains(Self.empty) {
          // What an earlier round has filled stays: similar texts fill alike.
          let above = UInt64(round) << 32
          for shingle in shingles[..<count] {
            let mixed = Self.mixed(shingle, round: round)
            let place = Int(((mixed >> 32) &* UInt64(Self.width)) >> 32)
            lowest[place] = min(lowest[place], above | mixed & 0xFFFF_FFFF)
          }
        }
        if lowest.contains(Self.empty) { Self.copyToEmpty(lowest) }
      }
    }
  }

  /// Gives each empty number that of a place drawn for it, the same in every text. Source:
  /// A. Shrivastava, "Optimal Densification for Fast and Accurate Minwise Hashing" (ICML 2017).
  private static func copyToEmpty(_ lowest: UnsafeMutableBufferPointer<UInt64>) {
    // Copies have a round of their own, so that none is copied again.
    let copy = UInt64(UInt8.max) << 32
    for place in 0..<width where lowest[place] == empty {
      var draw = UInt64(place) << 32
      var other = place
      while lowest[other] >= copy {
        draw += 1
        other = Int(((Hash64.mix(draw) >> 32) &* UInt64(width)) >> 32)
      }
      lowest[place] = copy | lowest[other] & 0xFFFF_FFFF
    }
  }

  @inline(__always)
  private static func mixed(_ shingle: UInt64, round: Int) -> UInt64 {
    let seed = UInt64(truncatingIfNeeded: round &+ 1) &* 0xD6E8_FEB8_6659_FD93
    let product = (shingle ^ seed).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  private func write(to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.byteCount) { sketch in
      lowest.withUnsafeBufferPointer { lowest in
        for band in 0..<Self.bandCount {
          var hash: UInt64 = UInt64(band)
          for row in 0..<Self.rowCount {
            hash = (hash ^ lowest[band * Self.rowCount + row] & 0xFFFF_FFFF) &* Self.base
            hash ^= hash >> 29
          }
          let mixed = UInt32(truncatingIfNeeded: Hash64.mix(hash)).littleEndian
          UnsafeMutableRawBufferPointer(sketch)
            .storeBytes(of: mixed, toByteOffset: band * 4, as: UInt32.self)
        }
        for place in 0..<Self.width {
          let number = UInt8(truncatingIfNeeded: lowest[place] ^ lowest[place] >> 8)
          sketch.initializeElement(at: Self.bandCount * 4 + place, to: number)
        }
      }
      bytes.append(contentsOf: sketch)
    }
  }
}
