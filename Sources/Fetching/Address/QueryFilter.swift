/// Which parameters of a query are left out, because they do not change the page.
package struct QueryFilter: Sendable, Equatable {
  /// Parameters that only say where a visitor came from.
  package static let tracking = ["utm_*", "fbclid", "gclid", "msclkid", "mc_eid", "_ga"]

  private let names: Set<String>
  private let prefixes: [String]

  /// - Parameter patterns: names; a `*` at the end stands for any rest.
  package init(_ patterns: [String] = tracking) {
    names = Set(patterns.filter { !$0.hasSuffix("*") })
    prefixes = patterns.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
  }

  /// The parameters that stay, in their order.
  func apply(_ query: [UInt8]) -> [UInt8] {
    let parts = query.split(separator: 0x26, omittingEmptySubsequences: false)
    let kept = parts.filter { part in
      let name = String(decoding: part.prefix { $0 != 0x3D }, as: UTF8.self)
      return !names.contains(name) && !prefixes.contains { name.hasPrefix($0) }
    }
    return kept.count == parts.count ? query : Array(kept.joined(separator: [0x26]))
  }
}
