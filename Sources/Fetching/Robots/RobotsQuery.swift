/// Robots decisions for a list of addresses, for people and for tests against other parsers.
package enum RobotsQuery {
  /// What one address got.
  package struct Answer: Sendable, Equatable {
    /// As it was asked.
    package var url: String
    /// Nil where it is no address.
    package var isAllowed: Bool?
  }

  /// Answers for `urls` from a robots.txt.
  package static func answers(robots: [UInt8], agent: String, urls: [String]) -> [Answer] {
    let rules = RobotsFile.rules(in: robots, for: agent)
    return urls.map { url in
      do throws(AddressProblem) {
        let address = try WebAddress(url, filter: QueryFilter([]))
        return Answer(url: url, isAllowed: rules.allows(address))
      } catch {
        return Answer(url: url, isAllowed: nil)
      }
    }
  }
}
