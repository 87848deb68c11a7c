import Fetching
import Foundation
import Model

/// The end of a run, for people and as JSON.
enum ReportOutput {
  /// A few lines.
  static func text(_ report: CrawlReport, folder: String) -> String {
    let last = report.last
    let rate = Double(last.pages) / max(0.001, last.elapsed.seconds)
    var lines = [
      "\(last.pages) pages in \(String(format: "%.1f", last.elapsed.seconds)) s "
        + "(\(String(format: "%.1f", rate))/s), \(last.byteCount) bytes, \(report.failed) failed, "
        + "\(last.waiting) waiting, \(report.documents) documents"
    ]
    let outcomes = report.outcomes.sorted {
      ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
    }
    lines.append(outcomes.map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", "))
    for host in last.hosts {
      if let held = host.held {
        lines.append("\(host.name): left alone (\(held.rawValue)), \(host.waiting) pages waiting")
      }
    }
    if report.outcomes[.addressRefused] != nil {
      lines.append(
        "address-refused: not a public address; --allow-net, such as 10.0.0.0/8, allows it")
    }
    switch report.stop {
    case .finished: break
    case .interrupted: lines.append("interrupted; run the same command again to go on")
    case .time: lines.append("stopped by the limit on time; run the same command again to go on")
    case .pages: lines.append(stopped(by: "pages", option: "--max-pages"))
    case .bytes: lines.append(stopped(by: "bytes", option: "--max-megabytes"))
    }
    lines.append("evidence in \(folder); 'searchlight-fetch verify \(folder)' checks it")
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Says how to go on behind a limit on all runs in a folder together.
  private static func stopped(by what: String, option: String) -> String {
    "stopped by the limit on \(what), in which earlier runs count too; run again with a higher "
      + "\(option) to go on"
  }

  /// One object.
  static func json(_ report: CrawlReport) -> [UInt8] {
    var json = JSONBuffer()
    let last = report.last
    json.raw("{\"schema\":1,\"stop\":")
    json.string(report.stop.rawValue)
    json.raw(",\"pages\":")
    json.integer(last.pages)
    json.raw(",\"failed\":")
    json.integer(report.failed)
    json.raw(",\"waiting\":")
    json.integer(last.waiting)
    json.raw(",\"documents\":")
    json.integer(report.documents)
    json.raw(",\"bytes\":")
    json.integer(last.byteCount)
    json.raw(",\"milliseconds\":")
    json.integer(Int(last.elapsed.seconds * 1000))
    json.raw(",\"outcomes\":{")
    let outcomes = report.outcomes.sorted { $0.key.rawValue < $1.key.rawValue }
    for (index, outcome) in outcomes.enumerated() {
      if index > 0 { json.raw(",") }
      json.string(outcome.key.rawValue)
      json.raw(":")
      json.integer(outcome.value)
    }
    json.raw("},\"hosts\":[")
    for (index, host) in last.hosts.enumerated() {
      if index > 0 { json.raw(",") }
      json.raw("{\"host\":")
      json.string(host.name)
      json.raw(",\"pages\":")
      json.integer(host.pages)
      json.raw(",\"errors\":")
      json.integer(host.errors)
      json.raw(",\"waiting\":")
      json.integer(host.waiting)
      json.raw(",\"delayMilliseconds\":")
      json.integer(Int(host.delay.seconds * 1000))
      json.raw(",\"held\":")
      json.stringOrNull(host.held?.rawValue)
      json.raw("}")
    }
    json.raw("]}\n")
    return json.bytes
  }
}
