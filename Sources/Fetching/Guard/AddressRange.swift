/// A block of IP addresses, as in `10.0.0.0/8`.
package struct AddressRange: Hashable, Sendable {
  private let first: IPAddress
  private let prefixBits: Int

  /// Reads `address/bits`, or a single address.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let address = IPAddress(String(name)) else { return nil }
    let width = address.bytes.count * 8
    var bits = width
    if parts.count == 2 {
      guard let number = Int(parts[1]), (0...width).contains(number) else { return nil }
      bits = number
    }
    first = address
    prefixBits = bits
  }

  /// Whether the address is in the block. The two kinds of address never are in one block: a
  /// mapped form is an IPv6 address.
  package func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == first.bytes.count else { return false }
    let whole = prefixBits / 8
    guard address.bytes[..<whole] == first.bytes[..<whole] else { return false }
    let rest = prefixBits % 8
    if rest == 0 { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
    return address.bytes[whole] & mask == first.bytes[whole] & mask
  }
}
