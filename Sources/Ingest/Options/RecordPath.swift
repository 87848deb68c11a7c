/// Where in a JSON file the list of its records stands: `ads`, `hits.hits`.
///
/// Names of fields from the outermost object inwards, joined with dots. Lists on the way are gone
/// through: `responses.hits.hits` leads into each answer of `{"responses":[…]}`.
package struct RecordPath: Sendable, Equatable {
  /// As it was written.
  package let text: String
  /// The names, in UTF-8.
  let names: [[UInt8]]
  /// From each of the names on, the rest of the path as one name: names may hold dots.
  let rests: [[UInt8]]

  /// Takes the argument of `--records`; nil where a name is empty.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.text = text
    names = parts.map { Array($0.utf8) }
    rests = parts.indices.map { Array(parts[$0...].joined(separator: ".").utf8) }
  }

  /// How many names are matched behind `key`, which stands where `count` of them are; nil where it
  /// leads elsewhere.
  func count(behind key: [UInt8], at count: Int) -> Int? {
    if key == names[count] { return count + 1 }
    return key == rests[count] ? names.count : nil
  }
}
