internal import Foundation

/// An IPv4 or IPv6 address.
package struct IPAddress: Hashable, Sendable {
  /// In network order: 4 or 16 bytes.
  package let bytes: [UInt8]

  /// Whether it is one of the longer kind.
  package var isIPv6: Bool { bytes.count == 16 }

  /// Reads the usual forms, without brackets or zone.
  package init?(_ text: String) {
    var buffer = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &buffer) == 1 {
      bytes = Array(buffer[..<4])
    } else if inet_pton(AF_INET6, text, &buffer) == 1 {
      bytes = buffer
    } else {
      return nil
    }
  }

  /// The address of a socket; nil for other families.
  init?(_ address: UnsafePointer<sockaddr>) {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      // A socket address of this family is a sockaddr_in.
      bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
      }
    case AF_INET6:
      // A socket address of this family is a sockaddr_in6.
      bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
      }
    default: return nil
    }
  }
}

extension IPAddress: CustomStringConvertible {
  package var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = isIPv6 ? AF_INET6 : AF_INET
    let written = inet_ntop(family, bytes, &text, socklen_t(text.count))
    precondition(written != nil, "an address has no text")
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
