/// Host names in one form.
enum HostName {
  /// Lower case, no dot at the end, Punycode for what is not ASCII; IP addresses as the system
  /// writes them, IPv6 in brackets.
  static func canonical(_ written: String) throws(AddressProblem) -> String {
    if written.hasPrefix("["), written.hasSuffix("]") {
      guard let address = IPAddress(String(written.dropFirst().dropLast())), address.isIPv6 else {
        throw .badHost
      }
      return "[\(address)]"
    }
    var name = written.utf8.allSatisfy({ $0 < 0x80 }) ? written : try punycode(written)
    name = name.lowercased()
    if name.hasSuffix(".") { name.removeLast() }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    guard !name.isEmpty, name.utf8.count <= 253,
      labels.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 63 && $0.utf8.allSatisfy(isNameByte) })
    else { throw .badHost }
    // "0x7f.1" and "2130706433" are addresses to some programs: only the usual form is taken.
    if let last = labels.last, let first = last.utf8.first, (0x30...0x39).contains(first),
      last.utf8.allSatisfy({ (0x30...0x39).contains($0) }) || last.hasPrefix("0x")
    {
      guard let address = IPAddress(name), "\(address)" == name else { throw .badHost }
    }
    return name
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, 0x2D, 0x5F: true
    default: false
    }
  }

  private static func punycode(_ name: String) throws(AddressProblem) -> String {
    // Source: UTS 46: other full stops separate labels as well.
    let parts = name.split(omittingEmptySubsequences: false) { ".。．｡".contains($0) }
    var labels: [String] = []
    for part in parts {
      guard let label = Punycode.label(part) else { throw .badHost }
      labels.append(label)
    }
    return labels.joined(separator: ".")
  }
}
