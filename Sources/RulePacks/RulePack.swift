/// One rule file as written.
package struct RulePack: Sendable, Equatable {
  /// The only file format this build reads.
  package static let format = 1

  /// The pack's name, unique among the packs loaded.
  package var name: String
  /// SemVer text.
  package var version: String
  /// BCP 47.
  package var language: String
  /// Citation keys and what they stand for.
  package var sources: [String: String]
  /// PCRE2 patterns; a match of this pack that lies wholly inside one of theirs is dropped.
  package var allow: [String]
  /// In file order.
  package var rules: [Rule]
  /// The file as named by the user.
  package var file: String

  /// Takes the parts as they are.
  package init(
    name: String, version: String = "1.0.0", language: String = "en",
    sources: [String: String] = [:], allow: [String] = [], rules: [Rule], file: String = ""
  ) {
    self.name = name
    self.version = version
    self.language = language
    self.sources = sources
    self.allow = allow
    self.rules = rules
    self.file = file
  }
}
