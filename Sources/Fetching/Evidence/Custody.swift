internal import Model

/// Who fetches and for what: goes into every line of the manifest and every `warcinfo`.
package struct Custody: Sendable, Equatable {
  /// The tool with its version: `searchlight-fetch/0.1.0`.
  package var tool: String
  /// The reference the user gave.
  package var caseReference: String?
  /// Who runs it, as the user gave it.
  package var operatorName: String?
  /// How to reach whoever runs it.
  package var contact: String
  /// The `User-Agent` header.
  package var userAgent: String
  /// Why robots.txt is not followed; nil where it is.
  package var ignoresRobotsBecause: String?

  /// Takes the parts as they are.
  package init(
    tool: String, caseReference: String?, operatorName: String?, contact: String,
    userAgent: String, ignoresRobotsBecause: String?
  ) {
    self.tool = tool
    self.caseReference = caseReference
    self.operatorName = operatorName
    self.contact = contact
    self.userAgent = userAgent
    self.ignoresRobotsBecause = ignoresRobotsBecause
  }

  /// The `warcinfo` record of a file.
  func info(file: String, date: Instant) -> WARCRecord {
    var fields = [
      ("software", tool), ("format", "WARC File Format 1.1"),
      (
        "conformsTo",
        "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
      ),
      ("http-header-user-agent", userAgent), ("http-header-from", contact),
      ("robots", ignoresRobotsBecause == nil ? "obey" : "ignore"),
    ]
    if let reason = ignoresRobotsBecause { fields.append(("robots-ignored-because", reason)) }
    if let operatorName { fields.append(("operator", operatorName)) }
    if let caseReference { fields.append(("isPartOf", caseReference)) }
    return WARCRecord(
      kind: .warcinfo, date: date.description, contentType: "application/warc-fields",
      fields: [("WARC-Filename", file)], head: WARCRecord.lines(fields))
  }
}
