/// Names of files that are written before they get their own: `.NAME.partial-XXXXXX`.
package enum TemporaryName {
  private static let mark = ".partial-"
  /// What `mkstemp` fills in.
  private static let blank = "XXXXXX"

  /// The template of `mkstemp` for a file that will be called `name`.
  package static func template(of name: String) -> String { "." + name + mark + blank }

  /// Whether a file's name was made of such a template: a run writes it, or one was killed.
  package static func matches(_ name: String) -> Bool {
    name.hasPrefix(".") && name.dropLast(blank.count).hasSuffix(mark)
      && name.suffix(blank.count).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
