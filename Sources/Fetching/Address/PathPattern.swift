/// A pattern over path and query: `*` stands for any bytes, `$` at the end for the end; otherwise
/// a prefix. Source: RFC 9309, section 2.2.3. Profiles use the same.
package struct PathPattern: Sendable, Equatable {
  /// Length in octets, by which the more specific of two patterns is told.
  package let octets: Int
  private let pieces: [[UInt8]]
  private let isAnchored: Bool

  /// Reads a pattern; percent-encoding is brought to the form that addresses have.
  package init(_ text: String) { self.init(Array(text.utf8)[...]) }

  /// Reads a pattern from bytes that need not be UTF-8.
  init(_ bytes: ArraySlice<UInt8>) {
    var bytes = bytes
    isAnchored = bytes.last == 0x24
    if isAnchored { bytes = bytes.dropLast() }
    var pieces: [[UInt8]] = []
    for piece in bytes.split(separator: 0x2A, omittingEmptySubsequences: false) {
      var normalised: [UInt8] = []
      PercentEncoding.append(piece, to: &normalised)
      pieces.append(Self.comparable(normalised))
    }
    self.pieces = pieces
    octets = pieces.reduce(pieces.count - 1 + (isAnchored ? 1 : 0)) { $0 + $1.count }
  }

  /// A target in the form that patterns are compared with: `*` and `$` encoded, since they are
  /// special in a pattern.
  static func comparable(_ target: [UInt8]) -> [UInt8] {
    guard target.contains(where: { $0 == 0x2A || $0 == 0x24 }) else { return target }
    var result: [UInt8] = []
    for byte in target {
      if byte == 0x2A || byte == 0x24 {
        PercentEncoding.escape(byte, into: &result)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Whether the pattern covers an address.
  package func matches(_ address: WebAddress) -> Bool {
    matches(comparable: Self.comparable(Array(address.target.utf8)))
  }

  /// Whether the pattern covers a target that `comparable` has made.
  func matches(comparable target: [UInt8]) -> Bool {
    guard let first = pieces.first, target.starts(with: first) else { return false }
    var position = first.count
    for piece in pieces.dropFirst().dropLast() {
      guard let found = Self.find(piece, in: target, from: position) else { return false }
      position = found + piece.count
    }
    guard pieces.count > 1, let last = pieces.last else {
      return !isAnchored || position == target.count
    }
    if isAnchored {
      return target.count - last.count >= position && target.suffix(last.count).elementsEqual(last)
    }
    return Self.find(last, in: target, from: position) != nil
  }

  private static func find(_ piece: [UInt8], in target: [UInt8], from start: Int) -> Int? {
    guard let first = piece.first else { return start }
    var index = start
    while index + piece.count <= target.count {
      if target[index] == first, target[index..<index + piece.count].elementsEqual(piece) {
        return index
      }
      index += 1
    }
    return nil
  }
}
