import Foundation
import Model
import Scanning

/// Matching, extraction and both over the same normalised texts, on one thread.
struct ExtractionBench {
  /// What a pass does to every text.
  enum Work: String {
    case engine
    case extract
    case both
  }

  let texts: PreparedTexts
  let engine: FastMatcher
  let extractor = Extractor()

  /// What a pass counted.
  struct Counts {
    var matches = 0
    var identifiers = 0
    var facts = 0
  }

  /// One pass over all texts, with the memory of a worker.
  func pass(_ work: Work, _ worker: Worker) -> Counts {
    var counts = Counts()
    texts.forEachBatch { range, slices in
      if work != .extract {
        worker.list.removeAll()
        engine.match(slices, scratch: worker.engine, into: &worker.list)
        counts.matches += worker.list.matches.count
      }
      guard work != .engine else { return }
      for index in range { extract(slices[index - range.lowerBound], index, worker, &counts) }
    }
    return counts
  }

  private func extract(_ slice: TextSlice, _ index: Int, _ worker: Worker, _ counts: inout Counts) {
    worker.identifiers.removeAll(keepingCapacity: true)
    worker.facts.removeAll(keepingCapacity: true)
    let text = ExtractionText(
      start: slice.start, byteCount: slice.byteCount, map: texts.map(index))
    extractor.extract(
      title: ExtractionText(start: slice.start, byteCount: 0, map: OffsetMap()), text: text,
      scratch: worker.extract, into: &worker.identifiers, facts: &worker.facts)
    counts.identifiers += worker.identifiers.count
    counts.facts += worker.facts.count
  }

  /// Memory that passes use again.
  final class Worker {
    let engine: FastMatcher.Scratch
    let extract = ExtractScratch()
    var list = MatchList()
    var identifiers: [Identifier] = []
    var facts: [FactEvidence] = []

    init(_ matcher: FastMatcher) { engine = matcher.makeScratch() }
  }

  /// Prints what is read of every text, a line each, so that two versions can be compared.
  func list() {
    let worker = Worker(engine)
    var counts = Counts()
    texts.forEachBatch { range, slices in
      for index in range {
        extract(slices[index - range.lowerBound], index, worker, &counts)
        for identifier in worker.identifiers { print(index, identifier.span, identifier.value) }
        for fact in worker.facts { print(index, fact.span, fact.fact.rawValue) }
      }
    }
  }

  /// Runs `work` `rounds` times and prints one line of JSON with the best time.
  func run(_ work: Work, rounds: Int) {
    let worker = Worker(engine)
    var counts = Counts()
    var time = Double.infinity
    for _ in 0..<rounds {
      let start = ContinuousClock.now
      counts = pass(work, worker)
      time = min(time, seconds(start, ContinuousClock.now))
    }
    print(
      "{\"work\":\"\(work.rawValue)\",\"bytes\":\(texts.byteCount),\"documents\":\(texts.count),"
        + "\"matches\":\(counts.matches),\"identifiers\":\(counts.identifiers),"
        + "\"facts\":\(counts.facts),"
        + String(format: "\"seconds\":%.4f}", time))
  }

  /// Processor time of this thread, which other processes do not lengthen.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Runs the three in turn `rounds` times and prints the best processor time of each and what both cost in
  /// times of matching alone.
  func compare(rounds: Int) {
    let worker = Worker(engine)
    _ = pass(.both, worker)
    var best: [Work: Double] = [:]
    for _ in 0..<rounds {
      for work in [Work.engine, .extract, .both] {
        let start = Self.processorSeconds()
        _ = pass(work, worker)
        let time = Self.processorSeconds() - start
        best[work] = min(best[work] ?? .infinity, time)
      }
    }
    func time(_ work: Work) -> Double { best[work] ?? .infinity }
    let scale = 1e9 / Double(texts.byteCount)
    print(
      String(
        format: "{\"bytes\":%d,\"rounds\":%d,\"engineNanosecondsPerByte\":%.3f,"
          + "\"extractNanosecondsPerByte\":%.3f,\"bothNanosecondsPerByte\":%.3f,"
          + "\"bothOverEngine\":%.3f}", texts.byteCount, rounds, time(.engine) * scale,
        time(.extract) * scale, time(.both) * scale, time(.both) / time(.engine)))
  }
}
