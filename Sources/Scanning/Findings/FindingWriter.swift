package import Model
package import RulePacks

/// Writes lines of `findings.jsonl`. Keys come in a fixed order, so equal findings are equal bytes.
///
/// Immutable and shared between workers.
package struct FindingWriter: Sendable {
  /// The file format that `schema` names.
  package static let schemaVersion = 1

  /// `{"rule":"…","version":2,"family":"…","evidence":[`, by rule.
  private let indicatorHeads: [[UInt8]]
  private let ruleIDs: [String]

  /// Prepares for the rules of `book`.
  package init(_ book: RuleBook) {
    ruleIDs = book.rules.map(\.id)
    indicatorHeads = book.rules.map { rule in
      var head = JSONBuffer()
      head.raw("{\"rule\":")
      head.string(rule.id)
      head.raw(",\"version\":")
      head.integer(rule.version)
      head.raw(",\"family\":")
      head.string(rule.family)
      head.raw(",\"evidence\":[")
      return head.bytes
    }
  }

  /// Appends one line without its line feed.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the batch that `document` points into.
  ///   - source: where `document` was read.
  ///   - textDigest: of the document's text.
  package func write(
    _ document: Document, _ finding: Finding, bytes: UnsafeBufferPointer<UInt8>, source: Source,
    textDigest: SHA256, to json: inout JSONBuffer
  ) {
    func slice(_ range: ByteRange) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[range.range])
    }
    let text = slice(document.text)
    json.raw("{\"schema\":1,\"id\":")
    json.string(slice(document.id))
    json.raw(",\"source\":")
    Self.write(source, to: &json)
    json.raw(",\"url\":")
    if let url = document.url { json.string(slice(url)) } else { json.raw("null") }
    json.raw(",\"posted\":")
    json.instantOrNull(document.posted)
    json.raw(",\"place\":")
    if let place = document.place { json.string(slice(place)) } else { json.raw("null") }
    json.raw(",\"title\":")
    json.string(slice(document.title))
    json.raw(",\"text\":")
    json.string(text)
    json.raw(",\"textSHA256\":\"")
    json.hex(textDigest)
    json.raw("\",\"indicators\":")
    writeIndicators(finding.matches, document, bytes, to: &json)
    json.raw(",\"identifiers\":[")
    for (number, identifier) in finding.identifiers.enumerated() {
      if number > 0 { json.raw(",") }
      IdentifierJSON.write(identifier, in: slice(document.range(of: identifier.field)), to: &json)
    }
    json.raw("],\"incomplete\":[")
    for (number, incomplete) in finding.incomplete.enumerated() {
      json.raw(number > 0 ? ",{\"rule\":" : "{\"rule\":")
      json.string(ruleIDs[Int(incomplete.rule.rawValue)])
      json.raw(",\"why\":")
      json.string(incomplete.cause.rawValue)
      json.raw("}")
    }
    if finding.isExtractionCut {
      json.raw(finding.incomplete.isEmpty ? "{\"rule\":" : ",{\"rule\":")
      json.string(Extractor.name)
      json.raw(",\"why\":")
      json.string(Extractor.cutCause)
      json.raw("}")
    }
    json.raw("]")
    if document.repaired { json.raw(",\"repaired\":true") }
    if let extra = document.extra {
      json.raw(",\"extra\":{")
      json.raw(slice(extra))
      json.raw("}")
    }
    json.raw("}")
  }

  /// Appends a source as it stands in findings and rejects.
  package static func write(_ source: Source, to json: inout JSONBuffer) {
    json.raw("{\"path\":")
    json.string(source.path)
    if let member = source.member {
      json.raw(",\"member\":")
      json.string(member)
    }
    if let line = source.line {
      json.raw(",\"line\":")
      json.integer(line)
    }
    if let record = source.record {
      json.raw(",\"record\":")
      json.integer(record)
    }
    if let recordID = source.recordID {
      json.raw(",\"recordID\":")
      json.string(recordID)
    }
    json.raw("}")
  }

  private func writeIndicators(
    _ matches: [Match], _ document: Document, _ bytes: UnsafeBufferPointer<UInt8>,
    to json: inout JSONBuffer
  ) {
    json.raw("[")
    var previous: RuleIndex?
    for match in matches {
      if match.rule == previous {
        json.raw(",")
      } else {
        json.raw(previous == nil ? "" : "]},")
        json.raw(indicatorHeads[Int(match.rule.rawValue)])
        previous = match.rule
      }
      json.raw("{\"field\":\"")
      json.raw(match.field.name)
      json.raw("\",\"start\":")
      json.integer(Int(match.span.start))
      json.raw(",\"end\":")
      json.integer(Int(match.span.end))
      json.raw(",\"quote\":")
      let field = UnsafeBufferPointer(rebasing: bytes[document.range(of: match.field).range])
      json.string(UnsafeBufferPointer(rebasing: field[match.span.range]))
      json.raw("}")
    }
    json.raw(previous == nil ? "]" : "]}]")
  }
}
