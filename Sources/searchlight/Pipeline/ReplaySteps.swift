import Events
import Foundation
import Model
import Files

/// The steps of a replay on disk, a folder each.
struct ReplaySteps {
  let folder: String
  private let clock: ReplayClock
  private let resumes: Bool
  private let origin: String

  /// - Parameter origin: what steps are made from; those of another origin are made again.
  init(folder: String, clock: ReplayClock, resumes: Bool, origin: String) {
    self.folder = folder + "/steps"
    self.clock = clock
    self.resumes = resumes
    self.origin = origin
  }

  private func path(_ number: Int) -> String { folder + "/" + clock.name(number) }

  /// Whether an earlier run has made the step whole, from the same inputs and options.
  func isDone(_ number: Int) throws -> Bool {
    guard resumes, let data = FileManager.default.contents(atPath: path(number) + "/origin") else {
      return false
    }
    return String(decoding: data, as: UTF8.self) == origin + "\n"
  }

  /// Removes the steps that an earlier run has left and this one does not keep: what stands in the
  /// folder at the end is one replay.
  ///
  /// Only files that steps are made of are removed, and folders that are empty then.
  func removeOthers() throws {
    let kept = Set(try (0..<clock.count).filter(isDone).map(clock.name))
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where !kept.contains(name) {
      for file in Self.files { unlink("\(folder)/\(name)/\(file)") }
      rmdir("\(folder)/\(name)")
    }
  }

  /// What a step consists of; the file that says it is whole comes last.
  private static let files = [
    "queue.jsonl", "alarms.jsonl", "new-in-town.jsonl", "step.json", "origin",
  ]

  /// The queue's lines.
  func queue(_ number: Int) throws -> [UInt8] {
    try FileBytes.read(path(number) + "/queue.jsonl")
  }

  /// Writes a step.
  func write(
    _ number: Int, report: ReplayWatch.Report, queue: [UInt8], glances: [QueueGlance]
  ) throws {
    let path = path(number)
    try OutputFolder.make(path)
    let name = clock.name(number)
    let urgent = glances.count { $0.band == "urgent" }
    let contents = [
      queue, ReplayLines.alarms(report, step: name), ReplayLines.arrivals(report, step: name),
      ReplayLines.step(
        report, name: name, end: clock.first(number + 1), queued: glances.count, urgent: urgent),
      Array((origin + "\n").utf8),
    ]
    for (file, content) in zip(Self.files, contents) {
      let output = try OutputFile(path + "/" + file)
      try output.write(content)
      try output.commit()
    }
  }
}

/// What a summary needs of a line of the queue.
struct QueueGlance: Decodable {
  var fingerprint: String
  var band: String
  var rank: Int
  var place: String?
  var links: Links

  struct Links: Decodable {
    var cluster: String
    var places: [String]
  }

  init(_ line: some Collection<UInt8>) throws {
    self = try JSONDecoder().decode(QueueGlance.self, from: Data(line))
  }
}

/// What would have been seen when.
struct ReplaySummary {
  private struct Item {
    var firstStep: String
    var firstRank: Int
    var bestRank: Int
    var place: String?
    var firstUrgent: String?
  }

  private var items: [String: Item] = [:]
  private var alarms: [(step: String, alarm: ReplayWatch.VolumeAlarm)] = []
  private var sights: [(step: String, alarm: ReplayWatch.SightAlarm)] = []
  private let undated: Int
  private let rejected: Int
  private var adCount = 0
  private var arrivalCount = 0

  /// - Parameters:
  ///   - undated: ads that no step has, for want of a date.
  ///   - rejected: records that could not be read.
  init(undated: Int, rejected: Int) {
    self.undated = undated
    self.rejected = rejected
  }

  /// What no step has; nil if that is nothing.
  var leftOut: String? {
    let parts = [(undated, "without a date"), (rejected, "that cannot be read")]
      .filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? "ad" : "ads") \($0.1)" }
    return parts.isEmpty ? nil : "left out: " + parts.joined(separator: ", ")
  }

  /// Takes in a step; says how many items its queue has, and how many are urgent for the first time.
  mutating func add(
    _ step: String, report: ReplayWatch.Report, queue: [QueueGlance]
  ) -> (items: Int, urgent: Int) {
    var counts = (items: 0, urgent: 0)
    adCount += report.adCount
    arrivalCount += report.arrivals.count
    alarms += report.alarms.map { (step, $0) }
    sights += report.sights.map { (step, $0) }
    for glance in queue {
      counts.items += 1
      var item =
        items[glance.fingerprint]
        ?? Item(
          firstStep: step, firstRank: glance.rank, bestRank: glance.rank, place: glance.place)
      item.bestRank = min(item.bestRank, glance.rank)
      if glance.band == "urgent", item.firstUrgent == nil {
        item.firstUrgent = step
        counts.urgent += 1
      }
      items[glance.fingerprint] = item
    }
    return counts
  }

  private var urgent: [(fingerprint: String, item: Item)] {
    items.filter { $0.value.firstUrgent != nil }.map { (fingerprint: $0.key, item: $0.value) }
      .sorted {
        ($0.item.firstUrgent ?? "", $0.item.bestRank, $0.fingerprint)
          < ($1.item.firstUrgent ?? "", $1.item.bestRank, $1.fingerprint)
      }
  }

  /// For people.
  var text: String {
    var lines = [
      "\(adCount) ads; \(items.count) items were in a queue, \(urgent.count) of them urgent; "
        + "\(alarms.count + sights.count) alarms; \(arrivalCount) times a contact was new in town."
    ]
    if let leftOut { lines.append(leftOut + ".") }
    for (step, alarm) in alarms {
      lines.append(
        "\(step): \(alarm.place) had \(alarm.count) ads where "
          + String(format: "%.1f", alarm.usual) + " are usual; the other places together had "
          + String(format: "%.2f", alarm.others) + " times theirs")
    }
    for (step, alarm) in sights.prefix(10) {
      lines.append(
        "\(step): a known \(alarm.kind.rawValue) of band \(alarm.band) is new in \(alarm.place): "
          + "\(alarm.fingerprint), rank \(alarm.rank)")
    }
    for (fingerprint, item) in urgent.prefix(10) {
      lines.append(
        "\(item.firstUrgent ?? ""): \(fingerprint) became urgent; first in the queue on "
          + "\(item.firstStep) at rank \(item.firstRank)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The whole summary.
  func json(steps: Int) -> [UInt8] {
    var json = JSONBuffer()
    json.raw("{\"schema\":1,\"steps\":")
    json.integer(steps)
    json.raw(",\"ads\":")
    json.integer(adCount)
    json.raw(",\"undated\":")
    json.integer(undated)
    json.raw(",\"rejected\":")
    json.integer(rejected)
    json.raw(",\"items\":")
    json.integer(items.count)
    json.raw(",\"newInTown\":")
    json.integer(arrivalCount)
    json.raw(",\"alarms\":[")
    for (index, entry) in alarms.enumerated() {
      json.raw(index > 0 ? ",{\"step\":" : "{\"step\":")
      json.string(entry.step)
      json.raw(",\"kind\":\"volume\",\"place\":")
      json.string(entry.alarm.place)
      json.raw(",\"count\":")
      json.integer(entry.alarm.count)
      json.raw("}")
    }
    for (index, entry) in sights.enumerated() {
      if index > 0 || !alarms.isEmpty { json.raw(",") }
      ReplayLines.write(entry.alarm, step: entry.step, to: &json)
    }
    json.raw("],\"urgent\":[")
    for (index, entry) in urgent.enumerated() {
      json.raw(index > 0 ? ",{\"fingerprint\":" : "{\"fingerprint\":")
      json.string(entry.fingerprint)
      json.raw(",\"place\":")
      json.stringOrNull(entry.item.place)
      json.raw(",\"firstQueued\":")
      json.string(entry.item.firstStep)
      json.raw(",\"firstRank\":")
      json.integer(entry.item.firstRank)
      json.raw(",\"firstUrgent\":")
      json.stringOrNull(entry.item.firstUrgent)
      json.raw(",\"bestRank\":")
      json.integer(entry.item.bestRank)
      json.raw("}")
    }
    json.raw("]}\n")
    return json.bytes
  }
}
