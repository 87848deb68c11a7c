internal import CSimdJSON
internal import Foundation
internal import Model

/// The members of a JSON object, by name.
struct JSONMembers {
  private var values: [String: sj_element] = [:]

  init(_ object: sj_element) {
    guard sj_type_of(object) == sj_object else { return }
    var members = sj_begin(object)
    var key = sj_string()
    var value = sj_element()
    while sj_next_member(&members, &key, &value) != 0 {
      values[String(decoding: key.buffer, as: UTF8.self)] = value
    }
  }

  subscript(name: String) -> sj_element? { values[name] }

  func text(_ name: String) -> [UInt8]? {
    guard let value = values[name], sj_type_of(value) == sj_text else { return nil }
    return Array(sj_string_of(value).buffer)
  }

  func string(_ name: String) -> String? { text(name).map { String(decoding: $0, as: UTF8.self) } }

  func integer(_ name: String) -> Int? {
    guard let value = values[name], sj_type_of(value) == sj_integer else { return nil }
    return Int(sj_integer_of(value))
  }

  func number(_ name: String) -> Double? {
    guard let value = values[name] else { return nil }
    return switch sj_type_of(value) {
    case sj_integer, sj_unsigned, sj_double: sj_double_of(value)
    default: nil
    }
  }

  func flag(_ name: String) -> Bool {
    values[name].map { sj_type_of($0) == sj_boolean && sj_boolean_of($0) != 0 } ?? false
  }

  static func items(_ list: sj_element) -> [sj_element] {
    guard sj_type_of(list) == sj_array else { return [] }
    var items = sj_begin(list)
    var item = sj_element()
    var result: [sj_element] = []
    while sj_next_item(&items, &item) != 0 { result.append(item) }
    return result
  }

  static func source(_ value: sj_element) -> (source: BatchSource, position: Int)? {
    let members = JSONMembers(value)
    guard let path = members.string("path") else { return nil }
    let record = members.integer("record")
    return (
      BatchSource(
        path: path, member: members.string("member"), counting: record == nil ? .lines : .records),
      record ?? members.integer("line") ?? 0
    )
  }

  static func field(_ name: String) -> Field? {
    switch name {
    case "title": .title
    case "text": .text
    default: nil
    }
  }

  /// What matched; nil where the list is not as it should be.
  var indicators: [FindingRecord.Indicator]? {
    guard let list = values["indicators"], sj_type_of(list) == sj_array else { return nil }
    var result: [FindingRecord.Indicator] = []
    for item in Self.items(list) {
      let members = JSONMembers(item)
      guard let rule = members.string("rule"), let version = members.integer("version"),
        let family = members.string("family"), let evidence = members["evidence"]
      else { return nil }
      var places: [(Field, ByteSpan)] = []
      for place in Self.items(evidence).map(JSONMembers.init) {
        guard let field = place.string("field").flatMap(Self.field),
          let start = place.integer("start"), let end = place.integer("end"), 0 <= start,
          start <= end, end <= UInt32.max
        else { return nil }
        places.append((field, ByteSpan(start, end)))
      }
      result.append(
        FindingRecord.Indicator(
          rule: rule, version: version, family: family, evidence: places))
    }
    return result
  }

  /// The reject that a worker wrote in place of a finding.
  var rejectedRecord: RejectedRecord? {
    guard let reason = string("reason").flatMap(RejectedRecord.Reason.init(rawValue:)),
      let start = integer("start"), let end = integer("end"), start <= end,
      let source = values["source"].map(JSONMembers.init)
    else { return nil }
    let raw = string("raw").flatMap { Data(base64Encoded: $0) }
    var record = RejectedRecord(
      source: Source(
        path: source.string("path") ?? "-", member: source.string("member"),
        line: source.integer("line"), record: source.integer("record"),
        recordID: source.string("recordID")),
      byteOffset: start, byteCount: end - start, reason: reason, detail: string("detail") ?? "",
      raw: raw ?? Data())
    if raw == nil { record.raw = nil }
    return record
  }
}
