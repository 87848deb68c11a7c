package import Model
package import StrictYAML

/// Something wrong with a profile, and where.
package struct ProfileProblem: Error, Equatable, Sendable {
  /// What can be wrong.
  package enum Kind: Equatable, Sendable {
    /// The form of the file.
    case form(YAMLFault)
    /// A version of the format that this tool does not read.
    case unsupportedFormat(found: Int)
    /// A number below what makes sense.
    case tooSmall(field: String, least: Int)
    /// A selector that finds nothing because it is none.
    case badSelector(reason: String)
    /// Neither or both of `css` and `xpath`.
    case oneSelector
    /// An address that cannot be fetched.
    case badAddress(AddressProblem)
    /// No host name.
    case badHost(String)
  }

  /// Where.
  package var location: SourceLocation
  /// What.
  package var kind: Kind

  /// Takes the parts as they are.
  package init(_ kind: Kind, at location: SourceLocation) {
    self.kind = kind
    self.location = location
  }
}

extension ProfileProblem: CustomStringConvertible {
  package var description: String { "\(location): error: \(what)" }

  private var what: String {
    switch kind {
    case .form(let fault): "\(fault)"
    case .unsupportedFormat(let found):
      "format \(found) is not known; this tool reads format \(SiteProfile.format)"
    case .tooSmall(let field, let least): "'\(field)' must be at least \(least)"
    case .badSelector(let reason): "bad selector: \(reason)"
    case .oneSelector: "give either 'css' or 'xpath'"
    case .badAddress(let problem): "\(problem)"
    case .badHost(let name):
      "'\(WebAddress.shown(name))' is no host name; '*.' is taken at its start only"
    }
  }
}

/// Problems as they are found, so that all are shown at once.
final class ProfileProblems: YAMLFaultList {
  private(set) var list: [ProfileProblem] = []

  func report(_ fault: YAMLFault, at location: SourceLocation, rule: String?) {
    add(.form(fault), at: location)
  }

  func add(_ kind: ProfileProblem.Kind, at location: SourceLocation) {
    list.append(ProfileProblem(kind, at: location))
  }
}
