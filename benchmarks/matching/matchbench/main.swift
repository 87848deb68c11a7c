// Matching in memory: matchbench RULES DOCUMENTS BYTES engine|reference [WORKERS [SAMPLE]]
// Extraction beside it: matchbench RULES DOCUMENTS BYTES extract|both [ROUNDS]
//                       matchbench RULES DOCUMENTS BYTES compare|list
//
// RULES is a folder laid out like Rules/, DOCUMENTS holds one document a line; BYTES 0 reads all.
// SAMPLE is a file that is matched first, so that windows are chosen for it and not for the
// documents. Prints one line of JSON as the peers do. `extract` and `both` run extraction alone and
// behind matching over texts normalised beforehand, on one thread; `compare` runs matching,
// extraction and both in turn and prints the best time of each; `list` prints what is read.

import Dispatch
import Foundation
import Model
import RulePacks
import Scanning
import Synchronization

/// Seconds between two readings of the monotonic clock.
func seconds(_ start: ContinuousClock.Instant, _ end: ContinuousClock.Instant) -> Double {
  let parts = (end - start).components
  return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
}

/// Processor time of all threads of this process so far, which other processes do not lengthen.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Texts of a batch: about as many bytes as a scan hands to the matcher at once.
let batchByteCount = 256 * 1024

/// Runs `matcher` over the lines of `bytes` and counts its matches.
func run(_ matcher: some Matcher, _ bytes: UnsafeBufferPointer<UInt8>, workers: Int) -> (
  documents: Int, matches: Int
) {
  guard let base = bytes.baseAddress else { return (0, 0) }
  // Pointers do not cross to other threads by themselves; the mapping outlives the loop.
  let (address, byteCount) = (UInt(bitPattern: base), bytes.count)
  let totals = Mutex((documents: 0, matches: 0))
  let next = Atomic(0)
  let partCount = (byteCount + batchByteCount - 1) / batchByteCount
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    guard let base = UnsafePointer<UInt8>(bitPattern: address) else { return }
    let scratch = matcher.makeScratch()
    var list = MatchList()
    var slices: [TextSlice] = []
    var (documents, matches) = (0, 0)
    while true {
      let part = next.add(1, ordering: .relaxed).oldValue
      guard part < partCount else { break }
      slices.removeAll(keepingCapacity: true)
      let limit = min(byteCount, (part + 1) * batchByteCount)
      var start = part * batchByteCount
      // A line belongs to the part in which it starts.
      while start > 0, start < limit, base[start - 1] != 0x0A { start += 1 }
      while start < limit {
        var end = start
        if let found = memchr(base + start, 0x0A, byteCount - start) {
          end = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) - base
        } else {
          end = byteCount
        }
        slices.append(TextSlice(start: base + start, byteCount: end - start, field: .text))
        start = end + 1
      }
      list.removeAll()
      slices.withUnsafeBufferPointer { matcher.match($0, scratch: scratch, into: &list) }
      documents += slices.count
      matches += list.matches.count
    }
    totals.withLock { $0 = ($0.documents + documents, $0.matches + matches) }
  }
  return totals.withLock { $0 }
}

/// Compiles, runs and reports.
func measure<Engine: Matcher>(
  _ name: String, _ bytes: UnsafeBufferPointer<UInt8>, after sample: UnsafeBufferPointer<UInt8>?,
  rules: Int, workers: Int, make: () throws -> Engine
) throws {
  let start = ContinuousClock.now
  let matcher = try make()
  let compileTime = seconds(start, ContinuousClock.now)
  if let sample { _ = run(matcher, sample, workers: 1) }
  let compiled = ContinuousClock.now
  let processorStart = processorSeconds()
  let counts = run(matcher, bytes, workers: workers)
  let done = ContinuousClock.now
  let processorTime = processorSeconds() - processorStart
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  print(
    "{\"peer\":\"\(name)\",\"bytes\":\(bytes.count),\"documents\":\(counts.documents),"
      + "\"rules\":\(rules),\"matches\":\(counts.matches),"
      + String(
        format: "\"compileSeconds\":%.4f,\"seconds\":%.4f,\"processorSeconds\":%.4f,",
        compileTime, seconds(compiled, done), processorTime)
      + "\"peakKiB\":\(usage.ru_maxrss)}")
}

let arguments = CommandLine.arguments
guard arguments.count >= 5, let limit = Int(arguments[3]) else {
  FileHandle.standardError.write(
    Data(
      """
      usage: matchbench RULES DOCUMENTS BYTES engine|reference [WORKERS [SAMPLE]]
             matchbench RULES DOCUMENTS BYTES extract|both [ROUNDS]
             matchbench RULES DOCUMENTS BYTES compare|list

      """.utf8))
  exit(64)
}
let workers = arguments.count > 5 ? Int(arguments[5]) ?? 1 : 1
let library = try RuleLibrary.load(RuleLibrary.Request(paths: [arguments[1]]))
let documents = MappedFile(path: arguments[2]).lines(within: limit)
let sample = arguments.count > 6 ? MappedFile(path: arguments[6]).bytes : nil
let ruleCount = library.book.rules.count {
  if case .pattern = $0.subject { true } else { false }
}
let name = workers > 1 ? "Searchlight, \(workers) threads" : "Searchlight"
let usesReference = arguments[4] == "reference"
if ["compare", "extract", "both", "list"].contains(arguments[4]) {
  let bench = ExtractionBench(
    texts: PreparedTexts(lines: documents), engine: try FastMatcher(library.book))
  if let work = ExtractionBench.Work(rawValue: arguments[4]) {
    bench.run(work, rounds: workers)
  } else if arguments[4] == "list" {
    bench.list()
  } else {
    bench.compare(rounds: 5)
  }
} else if usesReference {
  try measure(
    "\(name), reference", documents, after: sample, rules: ruleCount, workers: workers
  ) { try ReferenceMatcher(library.book) }
} else {
  try measure(
    sample == nil ? name : "\(name), foreign sample", documents, after: sample, rules: ruleCount,
    workers: workers
  ) { try FastMatcher(library.book) }
}
