internal import Foundation

/// Sets that took long to find, in a file that outlives the process.
struct KeptSets {
  let path: String

  /// The sets of `count` things that are in the file; nil where there is none.
  func read(count: Int) throws(ScoringError) -> UnionFind? {
    guard access(path, R_OK) == 0 else { return nil }
    let file = SpillFile(folder: "")
    let byteCount = count * MemoryLayout<UInt32>.stride
    try file.resume(at: path, byteCount: byteCount)
    var sets = UnionFind(count: count)
    try sets.restore(from: file)
    return sets
  }

  /// Puts `sets` into the file, which appears whole or not at all.
  func write(_ sets: UnionFind) throws(ScoringError) {
    let file = SpillFile(folder: "")
    try file.keep(at: path + ".partial")
    try sets.keep(in: file)
    try file.keep(at: path + ".partial")
    guard rename(path + ".partial", path) == 0 else {
      throw .spillFailed(operation: "writing", code: errno)
    }
  }
}
