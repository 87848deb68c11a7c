/// Where a record was read: enough to find it again by hand.
package struct Source: Hashable, Sendable, Codable {
  /// The input as named by the user, or the file found below a folder that the user named;
  /// `-` for standard input.
  package var path: String
  /// The file inside an archive, where there is one.
  package var member: String?
  /// 1-based number of the record's first line, in formats that have lines.
  package var line: Int?
  /// 1-based number of the record, in formats that have none (WARC).
  package var record: Int?
  /// The record's own id, such as a `WARC-Record-ID`.
  package var recordID: String?

  /// Takes the parts as they are.
  package init(
    path: String, member: String? = nil, line: Int? = nil, record: Int? = nil,
    recordID: String? = nil
  ) {
    self.path = path
    self.member = member
    self.line = line
    self.record = record
    self.recordID = recordID
  }
}

extension Source: Comparable {
  /// By path, member, line, record, then record id; nothing comes before something.
  package static func < (left: Source, right: Source) -> Bool {
    if left.path != right.path { return left.path.utf8.lexicographicallyPrecedes(right.path.utf8) }
    let (leftMember, rightMember) = (left.member ?? "", right.member ?? "")
    if leftMember != rightMember {
      return leftMember.utf8.lexicographicallyPrecedes(rightMember.utf8)
    }
    if left.line != right.line { return (left.line ?? 0) < (right.line ?? 0) }
    if left.record != right.record { return (left.record ?? 0) < (right.record ?? 0) }
    return (left.recordID ?? "").utf8.lexicographicallyPrecedes((right.recordID ?? "").utf8)
  }
}

extension Source: CustomStringConvertible {
  /// `path:line` or `path(member) record 3`: where a person would look.
  package var description: String {
    let file = member.map { "\(path)(\($0))" } ?? path
    if let line { return "\(file):\(line)" }
    if let record { return "\(file) record \(record)" }
    return file
  }
}
