internal import HeapModule
internal import Model
internal import Synchronization

/// What an ad must be able to reach for the queue to show it, known while ads still come in: only the
/// first `--top` items are kept, so most lines of findings need not be put aside.
///
/// It only ever rises. Shared between those who prepare ads and the one who takes them in.
package final class QueueFloor: Sendable {
  private let value = Atomic<Int64>(.min)

  /// A floor that holds nothing back.
  package init() {}

  /// Items of a lower priority cannot be in the queue.
  var priority: Int64 { value.load(ordering: .relaxed) }

  fileprivate func raise(to priority: Int64) { value.store(priority, ordering: .relaxed) }
}

/// Raises a floor by the ads that are certain to have an item each.
///
/// A text without a contact is a cluster of its own whatever comes later, and links never take points
/// away. So once as many such texts as the queue has places are known, the last of them is the floor.
/// Used by one thread at a time.
struct FloorFinder {
  let floor = QueueFloor()
  private let limit: Int
  /// Whether every ad has an item of its own, contacts or not.
  private let countsEach: Bool
  private var kept = Heap<QueuePlace>()
  /// Fingerprints of texts in `kept`: copies stand behind one item.
  private var texts: Set<UInt64> = []

  init(limit: Int, countsEach: Bool) {
    self.limit = limit
    self.countsEach = countsEach
  }

  /// Takes an ad into account that nobody has set aside.
  ///
  /// - Parameter place: without links.
  mutating func add(_ place: QueuePlace, hasContact: Bool) {
    guard countsEach || !hasContact, place.priority > floor.priority else { return }
    if !countsEach, !texts.insert(place.fingerprint).inserted { return }
    kept.insert(place)
    if kept.count > limit, let last = kept.popMax() { texts.remove(last.fingerprint) }
    if kept.count == limit, let last = kept.max { floor.raise(to: last.priority) }
  }
}

/// A place in the order of the queue, but for copies of one text.
struct QueuePlace: Comparable, BitwiseCopyable {
  var priority: Int64
  var fingerprint: UInt64

  /// Higher priorities first, of equal ones smaller fingerprints.
  static func < (left: QueuePlace, right: QueuePlace) -> Bool {
    left.priority != right.priority
      ? left.priority > right.priority : left.fingerprint < right.fingerprint
  }
}

/// The first so many places of any that come.
struct FirstPlaces {
  private let limit: Int
  private var kept = Heap<QueuePlace>()

  init(limit: Int) { self.limit = limit }

  /// The last place that may be among the first; nil while there is room.
  var last: QueuePlace? { kept.count < limit ? nil : kept.max }

  mutating func add(_ place: QueuePlace) {
    if let last, last < place { return }
    kept.insert(place)
    if kept.count > limit { kept.removeMax() }
  }
}
