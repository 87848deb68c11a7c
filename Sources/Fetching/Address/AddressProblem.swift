/// Why text is no address that can be fetched.
package enum AddressProblem: Error, Equatable, Sendable {
  /// Neither absolute nor relative to anything.
  case relative
  /// Another scheme than http and https.
  case otherScheme
  /// A user name or password in the address.
  case credentials
  /// A host that is no name and no IP address in its usual form.
  case badHost
  /// A port that is no number from 1 to 65535.
  case badPort
  /// Longer than `WebAddress.lengthLimit`.
  case tooLong
}

extension AddressProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .relative: "not an absolute http or https address"
    case .otherScheme: "only http and https are fetched"
    case .credentials: "an address with a user name or password is not fetched"
    case .badHost: "the host is neither a name nor an IP address in its usual form"
    case .badPort: "the port is not a number from 1 to 65535"
    case .tooLong: "longer than \(WebAddress.lengthLimit) bytes"
    }
  }
}
