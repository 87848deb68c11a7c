import Events
import Model

/// Raises alarms for what a step's queue ranks high and what is new where it was seen.
///
/// Knows only the steps it was given, in order.
struct ReplaySights {
  private static let bands: Set<String> = ["urgent", "high"]

  /// For each cluster the places it was in.
  private var places: [String: Set<String>] = [:]
  private let ads: ReplayAds

  /// - Parameter ads: know what places are called.
  init(_ ads: ReplayAds) { self.ads = ads }

  /// Alarms of a step: contacts known elsewhere whose first ad here stands high in the queue, then
  /// clusters known from earlier steps that stand high and have come to another place; each in the
  /// queue's order.
  mutating func alarms(
    _ report: ReplayWatch.Report, queue: [QueueGlance]
  ) -> [ReplayWatch.SightAlarm] {
    let high = queue.filter { Self.bands.contains($0.band) }
    var result: [ReplayWatch.SightAlarm] = []
    for item in high {
      for arrival in report.arrivals where Hex.text(arrival.fingerprint) == item.fingerprint {
        result.append(
          .init(
            kind: .contact, place: arrival.place, of: Hex.text(arrival.contact), band: item.band,
            rank: item.rank, fingerprint: item.fingerprint))
      }
    }
    for item in high {
      guard let known = places[item.links.cluster] else { continue }
      for place in self.places(of: item) where !known.contains(place) {
        result.append(
          .init(
            kind: .cluster, place: place, of: item.links.cluster, band: item.band,
            rank: item.rank, fingerprint: item.fingerprint))
      }
    }
    for item in queue { places[item.links.cluster, default: []].formUnion(places(of: item)) }
    return result
  }

  /// As all alarms name them, each once; spellings of one area are one place.
  private func places(of item: QueueGlance) -> [String] {
    var seen: Set<String> = []
    return item.links.places.map(ads.placeName).filter { seen.insert($0).inserted }
  }
}
