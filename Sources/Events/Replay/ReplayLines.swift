internal import Foundation
package import Model

/// The files of one step of a replay, as JSON lines.
package enum ReplayLines {
  /// Alarms, one a line.
  package static func alarms(_ report: ReplayWatch.Report, step: String) -> [UInt8] {
    var json = JSONBuffer()
    for alarm in report.alarms {
      begin(step, &json)
      json.raw(",\"kind\":\"volume\",\"place\":")
      json.string(alarm.place)
      json.raw(",\"count\":")
      json.integer(alarm.count)
      number("usual", alarm.usual, &json)
      number("others", alarm.others, &json)
      number("z", alarm.z, &json)
      json.raw("}\n")
    }
    for alarm in report.sights {
      json.raw("{\"schema\":1,")
      members(alarm, step, &json)
      json.raw("}\n")
    }
    return json.bytes
  }

  /// Appends an alarm as an object.
  package static func write(
    _ alarm: ReplayWatch.SightAlarm, step: String, to json: inout JSONBuffer
  ) {
    json.raw("{")
    members(alarm, step, &json)
    json.raw("}")
  }

  private static func members(
    _ alarm: ReplayWatch.SightAlarm, _ step: String, _ json: inout JSONBuffer
  ) {
    json.raw("\"step\":")
    json.string(step)
    json.raw(",\"kind\":")
    json.string(alarm.kind.rawValue)
    json.raw(",\"place\":")
    json.string(alarm.place)
    json.raw(",\"of\":")
    json.string(alarm.of)
    json.raw(",\"band\":")
    json.string(alarm.band)
    json.raw(",\"rank\":")
    json.integer(alarm.rank)
    json.raw(",\"fingerprint\":")
    json.string(alarm.fingerprint)
  }

  /// Contacts new in town, one a line. Contacts are named by what stands for them.
  package static func arrivals(_ report: ReplayWatch.Report, step: String) -> [UInt8] {
    var json = JSONBuffer()
    for arrival in report.arrivals {
      begin(step, &json)
      json.raw(",\"place\":")
      json.string(arrival.place)
      json.raw(",\"contact\":\"")
      json.raw(utf8: Hex.text(arrival.contact))
      json.raw("\",\"from\":[")
      for (index, origin) in arrival.from.enumerated() {
        json.raw(index > 0 ? ",{\"place\":" : "{\"place\":")
        json.string(origin.place)
        json.raw(",\"lastSeen\":\"")
        json.raw(utf8: origin.lastSeen.description)
        json.raw("\"}")
      }
      json.raw("],\"ads\":")
      json.integer(arrival.adCount)
      json.raw(",\"fingerprint\":\"")
      json.raw(utf8: Hex.text(arrival.fingerprint))
      json.raw("\"}\n")
    }
    return json.bytes
  }

  /// What the step came to, in one line.
  package static func step(
    _ report: ReplayWatch.Report, name: String, end: Instant, queued: Int, urgent: Int
  ) -> [UInt8] {
    var json = JSONBuffer()
    begin(name, &json)
    json.raw(",\"end\":\"")
    json.raw(utf8: end.description)
    json.raw("\"")
    for (key, value) in [
      ("ads", report.adCount), ("queued", queued), ("urgent", urgent),
      ("alarms", report.alarmCount), ("newInTown", report.arrivals.count),
      ("unknownContacts", report.unknownContacts),
    ] {
      json.raw(",")
      json.string(key)
      json.raw(":")
      json.integer(value)
    }
    json.raw("}\n")
    return json.bytes
  }

  private static func begin(_ step: String, _ json: inout JSONBuffer) {
    json.raw("{\"schema\":1,\"step\":")
    json.string(step)
  }

  private static func number(_ name: String, _ value: Double, _ json: inout JSONBuffer) {
    json.raw(",")
    json.string(name)
    json.raw(":")
    json.raw(utf8: TidyTable.number(value))
  }
}
