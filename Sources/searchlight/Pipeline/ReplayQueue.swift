import Events
import Ingest
import Model
import RulePacks
import Scanning
import Scoring
import Synchronization

/// The queue of a replay as it stood at one moment after another.
///
/// An ad is read and prepared once, for the first moment that it was posted before; linking and
/// scoring take all ads until then each time, for a new ad may change the links of any other.
final class ReplayQueue: Sendable {
  private let plan: ReplayPlan
  private let scorer: Scorer
  private let ads: ReplayAds
  private let lines: LineStore
  private let state: Mutex<State>

  private struct State {
    var maker: QueueMaker
    /// How many ads it has taken in.
    var taken = 0
  }

  /// Bytes that a worker takes at once.
  private static let pieceByteCount = 1 << 20

  /// - Parameters:
  ///   - lines: has those of `ads`.
  ///   - spillFolder: where temporary files are made.
  init(plan: ReplayPlan, ads: ReplayAds, lines: LineStore, spillFolder: String) {
    self.plan = plan
    self.ads = ads
    self.lines = lines
    scorer = Scorer(plan.library.book, plan.library.scoring)
    var options = QueueMaker.Options(spillFolder: spillFolder)
    options.limit = plan.top
    options.workers = plan.workers
    state = Mutex(State(maker: QueueMaker(scorer, options: options)))
  }

  /// The queue's lines as they stood; moments must come in order.
  func lines(before moment: Instant) throws -> [UInt8] {
    let pieces = Mutex(pieces(before: moment)[...])
    let (book, scorer, lines) = (plan.library.book, scorer, lines)
    try OrderedPool.run(
      workers: plan.workers, produce: { pieces.withLock { $0.popFirst() } },
      makeState: {
        (parser: FindingsParser(), ranker: FindingRanker(book, scorer, asOf: nil, onePerText: true))
      },
      transform: { piece, state in
        state.ranker.rank(state.parser.parse(InputChunk(lines: try lines.read(piece))))
      },
      consume: { batch in
        try self.state.withLock { try $0.maker.add(batch.ads, sources: batch.sources) }
      })
    return try state.withLock { state in
      _ = try state.maker.link(goesOn: true)
      var result: [UInt8] = []
      try state.maker.write { result += $0 }
      return result
    }
  }

  /// Where the lines lie that were not taken in yet, piece by piece.
  private func pieces(before moment: Instant) -> [[Range<Int>]] {
    let fresh = state.withLock { state in
      let fresh = ads.lines(from: state.taken, before: moment)
      state.taken += fresh.count
      return fresh
    }
    var pieces: [[Range<Int>]] = []
    var byteCount = Self.pieceByteCount
    for line in fresh {
      if byteCount >= Self.pieceByteCount {
        pieces.append([])
        byteCount = 0
      }
      pieces[pieces.count - 1].append(line)
      byteCount += line.count
    }
    return pieces
  }
}
