/// Names of fields in messages, which must not tell contacts or words of ads.
package enum FieldName {
  /// Whether a name may be told: it is made of words, not the contact or text of somebody that is the
  /// key of a record or stands in the first row of a table without a header.
  ///
  /// - Parameter words: how many words it may have; with one it needs no quotes in a shell.
  package static func isPlain(_ name: some StringProtocol, words: Int = 1) -> Bool {
    name.utf8.count <= 40 && name.contains(where: \.isLetter)
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == " " }
      && name.split(separator: " ", omittingEmptySubsequences: false).count <= words
  }
}
