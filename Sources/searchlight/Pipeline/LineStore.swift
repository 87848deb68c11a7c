import Scoring
import Synchronization

/// Lines of findings that are put aside in a nameless file until a step of a replay needs them.
///
/// Shared between threads.
final class LineStore: Sendable {
  private let file: Mutex<SpillFile>

  /// - Parameter folder: where the file is made.
  init(folder: String) { file = Mutex(SpillFile(folder: folder)) }

  /// Puts a line aside; says where it lies.
  func append(_ line: [UInt8]) throws -> Range<Int> {
    try file.withLock { file in
      let start = file.byteCount
      try file.append(line)
      try file.append(CollectionOfOne(0x0A))
      return start..<file.byteCount
    }
  }

  /// The lines that lie there, in that order, each with its line feed.
  func read(_ ranges: [Range<Int>]) throws -> [UInt8] {
    try file.withLock { file in
      var result: [UInt8] = []
      var piece: [UInt8] = []
      var run = 0..<0
      // Data mostly come in the order in which they were posted: then neighbours are read at once.
      for range in ranges + [Int.max..<Int.max] {
        if range.lowerBound == run.upperBound {
          run = run.lowerBound..<range.upperBound
          continue
        }
        if !run.isEmpty {
          try file.read(offset: run.lowerBound, count: run.count, into: &piece)
          result += piece
        }
        run = range
      }
      return result
    }
  }
}
