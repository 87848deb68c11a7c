/// Which IP addresses may be connected to.
///
/// Refuses everything that is not a public address, so that a name or a redirect cannot lead into
/// the network the crawler runs in. Source: IANA's special-purpose address registries for IPv4 and
/// IPv6 (RFC 6890 and its updates).
package struct AddressGuard: Sendable {
  private let allowed: [AddressRange]

  private static let refused = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    // Inside 2000::/3, the only block of public IPv6: protocols and tunnels, documentation, 6to4.
    "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
  ].map(range)
  private static let publicIPv6 = range("2000::/3")

  private static func range(_ text: String) -> AddressRange {
    guard let range = AddressRange(text) else { preconditionFailure("not a range: \(text)") }
    return range
  }

  /// - Parameter allowed: blocks that may be connected to although they are not public.
  package init(allowed: [AddressRange] = []) { self.allowed = allowed }

  /// Whether a connection may be opened. Mapped, compatible and NAT64 forms of IPv4 addresses are
  /// outside 2000::/3 and so refused, whatever address they hold.
  package func allows(_ address: IPAddress) -> Bool {
    if allowed.contains(where: { $0.contains(address) }) { return true }
    if address.isIPv6 && !Self.publicIPv6.contains(address) { return false }
    return !Self.refused.contains { $0.contains(address) }
  }

  /// Whether the host of an address may be asked of a proxy: not one that is an address of a
  /// network here, nor this machine's own name. Source: RFC 6761, section 6.3, for `localhost`.
  func allows(host: String) -> Bool {
    let isBracketed = host.hasPrefix("[")
    if let address = IPAddress(isBracketed ? String(host.dropFirst().dropLast()) : host) {
      return allows(address)
    }
    guard host == "localhost" || host.hasSuffix(".localhost") else { return true }
    return IPAddress("127.0.0.1").map(allows) == true
  }
}
