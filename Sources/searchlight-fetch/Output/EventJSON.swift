import Fetching
import Foundation
import Model

/// One log line as JSON.
enum EventJSON {
  static func line(_ event: CrawlEvent) -> String {
    var json = JSONBuffer()
    json.raw("{\"time\":")
    json.string(Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).description)
    json.raw(",\"url\":")
    json.string(event.url)
    json.raw(",\"outcome\":")
    json.string(event.outcome.rawValue)
    json.raw(",\"status\":")
    if let status = event.status { json.integer(status) } else { json.raw("null") }
    json.raw(",\"bytes\":")
    json.integer(event.byteCount)
    json.raw(",\"milliseconds\":")
    json.integer(event.milliseconds)
    json.raw(",\"attempt\":")
    json.integer(event.attempt)
    json.raw(event.isRetried ? ",\"retried\":true" : ",\"retried\":false")
    json.raw(event.isRobots ? ",\"robots\":true" : ",\"robots\":false")
    json.raw(",\"recordID\":")
    json.stringOrNull(event.recordID)
    json.raw("}")
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
