import Foundation

/// A line on the terminal that says how far a run is: records, rate, share done, time left.
///
/// Written at most five times a second, and only where it was asked for or standard error is a
/// terminal. Used by one thread at a time.
struct Progress {
  private let isShown: Bool
  private let totalBytes: Int?
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant
  private var hasLine = false

  /// - Parameter totalBytes: size of all input files; nil where it is not known (standard input).
  init(isShown: Bool, totalBytes: Int?) {
    self.isShown = isShown
    self.totalBytes = totalBytes
    lastShown = start
  }

  /// Shows the line, if it is time to.
  mutating func update(records: Int, bytes: Int) {
    let now = ContinuousClock.now
    guard isShown, now - lastShown >= .milliseconds(200) else { return }
    lastShown = now
    hasLine = true
    let seconds = max(0.001, (now - start).seconds)
    let rate = Double(bytes) / seconds
    var line = "\(records) records, \(Self.size(Int(rate)))/s"
    if let totalBytes, totalBytes > 0 {
      let share = min(1, Double(bytes) / Double(totalBytes))
      let left = rate > 0 ? Double(max(0, totalBytes - bytes)) / rate : 0
      line += ", \(Int(share * 100)) %, \(Int(left.rounded())) s left"
    }
    Messages.showLine(line)
  }

  /// Shows how far a step after reading is, if it is time to.
  mutating func update(phase: String, share: Double) {
    let now = ContinuousClock.now
    guard isShown, share == 0 || now - lastShown >= .milliseconds(200) else { return }
    lastShown = now
    hasLine = true
    Messages.showLine("\(phase), \(Int(min(1, share) * 100)) %")
  }

  /// Removes the line.
  mutating func finish() {
    if hasLine { Messages.showLine("") }
    hasLine = false
  }

  /// A byte count for people: `12.3 MB`.
  static func size(_ bytes: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(bytes) B" : String(format: "%.1f %@", value, units[unit])
  }
}

extension Duration {
  /// The whole duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}

/// A line on the terminal that says how many questions are answered.
struct QuestionProgress {
  let isShown: Bool

  /// Shows the line; removes it when all are done.
  func show(_ done: Int, _ all: Int) {
    guard isShown, done % 8 == 0 || done == all else { return }
    Messages.showLine(done == all ? "" : "answering \(done) of \(all) questions")
  }
}
