internal import Foundation
package import Model

/// Lives through a dataset step by step, knowing at each step only what was posted before its end.
///
/// What a step reports depends on the ads and the clock alone, so a run that starts again in the
/// middle reports the same. Used by one thread at a time.
package final class ReplayWatch {
  private let ads: ReplayAds
  private let clock: ReplayClock
  private var next = 0
  /// Ads by step of the clock and place; steps before the start are negative.
  private var counts: [Int: [Int: Int]] = [:]
  private var firstStep: Int?
  /// For each contact the places it was seen in, and when last.
  private var seen: [UInt64: [Int: Instant]] = [:]

  /// - Parameter ads: sorted.
  package init(_ ads: ReplayAds, clock: ReplayClock) {
    self.ads = ads
    self.clock = clock
  }

  /// What one step brings.
  package struct Report: Sendable {
    /// Ads that were posted in it.
    package var adCount = 0
    /// Contacts that no earlier ad has.
    package var unknownContacts = 0
    /// By place.
    package var alarms: [VolumeAlarm] = []
    /// By place, then contact.
    package var arrivals: [Arrival] = []
    /// What the step's queue ranks high and what is new in a place; from who makes the queue.
    package var sights: [SightAlarm] = []

    /// Alarms of both kinds.
    package var alarmCount: Int { alarms.count + sights.count }
  }

  /// A contact or cluster that was known, stands high in the queue and is new in a place.
  package struct SightAlarm: Sendable, Equatable {
    /// What it is.
    package enum Kind: String, Sendable {
      /// One contact.
      case contact
      /// Ads that share contacts.
      case cluster
    }

    package let kind: Kind
    package let place: String
    /// Stands for the contact or cluster.
    package let of: String
    /// Of its item in the queue.
    package let band: String
    package let rank: Int
    package let fingerprint: String

    /// Takes the parts as they are.
    package init(
      kind: Kind, place: String, of: String, band: String, rank: Int, fingerprint: String
    ) {
      self.kind = kind
      self.place = place
      self.of = of
      self.band = band
      self.rank = rank
      self.fingerprint = fingerprint
    }
  }

  /// A place with more ads than usual there, and than all others in the same step make expect.
  package struct VolumeAlarm: Sendable, Equatable {
    package let place: String
    package let count: Int
    /// Mean of comparable earlier steps at the place.
    package let usual: Double
    /// What the other places had in this step, in multiples of their own usual.
    package let others: Double
    /// Distance from what usual and others make expect, in standard errors.
    package let z: Double
  }

  /// A contact that was known elsewhere and is seen in a place for the first time.
  package struct Arrival: Sendable, Equatable {
    package let place: String
    /// Stands for the contact; the contact itself is in the ads.
    package let contact: UInt64
    /// Where it had been, latest first.
    package let from: [(place: String, lastSeen: Instant)]
    /// Of its first ad here.
    package let fingerprint: UInt64
    /// Its ads here in this step.
    package let adCount: Int

    package static func == (left: Arrival, right: Arrival) -> Bool {
      left.place == right.place && left.contact == right.contact
        && left.fingerprint == right.fingerprint && left.adCount == right.adCount
        && left.from.elementsEqual(right.from) { $0 == $1 }
    }
  }

  /// Takes in the ads of a step, and of all that lies before it and was not taken in yet.
  ///
  /// Steps must be taken in order.
  package func advance(to step: Int) -> Report {
    let end = clock.first(step + 1)
    var report = Report()
    var fresh: [Int: [UInt64: (fingerprint: UInt64, count: Int)]] = [:]
    var arrivals: [(place: Int, contact: UInt64, from: [Int: Instant])] = []
    while next < ads.count, ads.posted(next) < end {
      let number = clock.number(of: ads.posted(next))
      let isNow = number == step
      if isNow { report.adCount += 1 }
      if let place = ads.place(next) {
        if firstStep == nil { firstStep = number }
        counts[number, default: [:]][place, default: 0] += 1
        for contact in ads.contacts(next) {
          let known = seen[contact] ?? [:]
          if isNow {
            if known.isEmpty { report.unknownContacts += 1 }
            if known[place] == nil, !known.isEmpty {
              arrivals.append((place, contact, known))
              fresh[place, default: [:]][contact] = (ads.fingerprint(next), 0)
            }
            if fresh[place]?[contact] != nil { fresh[place]?[contact]?.count += 1 }
          }
          seen[contact, default: [:]][place] = ads.posted(next)
        }
      }
      next += 1
    }
    report.arrivals = arrivals.map { arrival in
      let first = fresh[arrival.place]?[arrival.contact]
      return Arrival(
        place: ads.placeName(arrival.place), contact: arrival.contact,
        from: arrival.from.map { (place: ads.placeName($0.key), lastSeen: $0.value) }.sorted {
          $0.lastSeen != $1.lastSeen ? $0.lastSeen > $1.lastSeen : $0.place < $1.place
        }, fingerprint: first?.fingerprint ?? 0, adCount: first?.count ?? 0)
    }.sorted { ($0.place, $0.contact) < ($1.place, $1.contact) }
    report.alarms = alarms(step)
    forget(before: step)
    return report
  }

  private static let historyCount = 8
  private static let leastHistory = 4
  private static let leastCount = 5
  private static let leastZ = 4.0
  private static let leastRatio = 1.5

  /// Comparable steps before `step` that lie within the data.
  private func history(_ step: Int) -> [Int] {
    guard let firstStep else { return [] }
    return (1...Self.historyCount).map { step - $0 * clock.season }.filter { $0 >= firstStep }
  }

  private func alarms(_ step: Int) -> [VolumeAlarm] {
    let past = history(step)
    guard past.count >= Self.leastHistory, let now = counts[step] else { return [] }
    let steps = Double(past.count)
    let total = now.values.reduce(0, +)
    let pastTotal = past.reduce(0) { $0 + (counts[$1]?.values.reduce(0, +) ?? 0) }
    var result: [VolumeAlarm] = []
    for (place, count) in now where count >= Self.leastCount {
      let earlier = past.map { Double(counts[$0]?[place] ?? 0) }
      let sum = earlier.reduce(0, +)
      let usual = sum / steps
      let othersUsual = (Double(pastTotal) - sum) / steps
      // Without other places there is nothing to hold the count against.
      guard othersUsual > 0 else { continue }
      let others = Double(total - count) / othersUsual
      // Where the others have fewer than usual their collection may have failed: a place that has
      // what it always has stands out then, and is none to look at.
      let expected = max(usual * max(1, others), 0.5)
      let squares = earlier.reduce(0) { $0 + ($1 - usual) * ($1 - usual) }
      let spread = max(1, usual > 0 ? squares / (steps - 1) / usual : 1)
      // The mean of a few steps is itself uncertain.
      let z = (Double(count) - expected) / (spread * expected * (1 + 1 / steps)).squareRoot()
      if z >= Self.leastZ, Double(count) >= Self.leastRatio * expected {
        result.append(
          VolumeAlarm(
            place: ads.placeName(place), count: count, usual: usual, others: others, z: z))
      }
    }
    return result.sorted { $0.place < $1.place }
  }

  private func forget(before step: Int) {
    let oldest = step - (Self.historyCount + 1) * clock.season
    counts = counts.filter { $0.key >= oldest }
  }
}
