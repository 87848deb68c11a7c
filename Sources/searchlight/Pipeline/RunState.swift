import Foundation
import Model
import RulePacks
import Scoring

/// What a long ranking has done so far, in a folder beside its queue, so that another process can
/// go on from it.
///
/// The folder appears with the first save and is removed at the end; one run at a time uses it. What
/// is in it is what stands in `state.json`: all other files may be longer. Used by one thread at a
/// time.
final class RunState {
  /// What was done when the state was saved.
  struct Saved: Codable {
    /// Of what `origin` says: a state of another origin is none of this run.
    var origin: String
    /// Pieces of input that were taken in.
    var chunks: Int
    var counts: RunCounts
    /// Bytes of `rejects`.
    var rejectByteCount: Int
    var queue: QueueState
  }

  let path: String
  private let origin: String
  private let interval: Double
  private let clock = ContinuousClock()
  private var lastSave: ContinuousClock.Instant
  private var lock: Int32 = -1
  /// Another run uses the folder, so this one saves nothing.
  private var isTaken = false
  private var savedRejects = 0
  private var rejectByteCount = 0

  /// - Parameters:
  ///   - path: the folder.
  ///   - interval: seconds between two saves.
  init(path: String, origin: String, interval: Double) {
    self.path = path
    self.origin = origin
    self.interval = interval
    lastSave = clock.now
  }

  deinit { if lock >= 0 { close(lock) } }

  /// Whether a state should be saved now.
  var isDue: Bool { !isTaken && (clock.now - lastSave).seconds >= interval }

  /// Whether this run has saved anything, or goes on from what another has saved.
  var isKept: Bool { lock >= 0 }

  /// What an earlier run of the same origin has left; nil where there is none.
  ///
  /// - Throws: if another run is using it.
  func load() throws -> (saved: Saved, rejects: [RejectedRecord])? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard takeLock() else { throw RunFailure.stateInUse(path: path) }
    guard let data = FileManager.default.contents(atPath: file("state.json")) else { return nil }
    let saved: Saved
    do {
      saved = try JSONDecoder().decode(Saved.self, from: data)
    } catch {
      throw RunFailure.badState(path: path)
    }
    guard saved.origin == origin else { return nil }
    let rejects = try loadRejects(saved.rejectByteCount)
    savedRejects = rejects.count
    rejectByteCount = saved.rejectByteCount
    return (saved, rejects)
  }

  /// Saves that `chunks` pieces are in `queue`.
  func save(
    chunks: Int, counts: RunCounts, rejects: [RejectedRecord], queue: QueueMaker
  ) throws {
    if lock < 0 {
      guard takeLock() else {
        isTaken = true
        return
      }
      try clear()
    }
    let state = try queue.keep(in: path)
    try append(rejects[savedRejects...])
    savedRejects = rejects.count
    let saved = Saved(
      origin: origin, chunks: chunks, counts: counts, rejectByteCount: rejectByteCount,
      queue: state)
    let output = try OutputFile(file("state.json"))
    try output.write(Array(try JSONEncoder().encode(saved)))
    try output.commit(lasting: true)
    lastSave = clock.now
  }

  /// Removes the folder: its run is done, or begins anew.
  ///
  /// - Returns: whether there was one, and no other run uses it.
  @discardableResult
  func remove() throws -> Bool {
    guard lock >= 0 || FileManager.default.fileExists(atPath: path) && takeLock() else {
      return false
    }
    // A run that is killed meanwhile leaves files that nothing speaks of.
    unlink(file("state.json"))
    try FileManager.default.removeItem(atPath: path)
    close(lock)
    lock = -1
    return true
  }

  private func file(_ name: String) -> String { path + "/" + name }

  /// Makes the folder, if it is not there, and takes it for this run.
  private func takeLock() -> Bool {
    if mkdir(path, 0o700) != 0, errno != EEXIST { return false }
    let descriptor = open(file("lock"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return false
    }
    lock = descriptor
    return true
  }

  /// Removes what an earlier run has left.
  private func clear() throws {
    unlink(file("state.json"))
    for name in try FileManager.default.contentsOfDirectory(atPath: path) where name != "lock" {
      try FileManager.default.removeItem(atPath: file(name))
    }
  }

  private func append(_ rejects: ArraySlice<RejectedRecord>) throws {
    guard !rejects.isEmpty else { return }
    let encoder = JSONEncoder()
    var bytes = Data()
    for reject in rejects {
      bytes += try encoder.encode(reject)
      bytes.append(0x0A)
    }
    if !FileManager.default.fileExists(atPath: file("rejects")) {
      // If it fails, so does opening the file.
      _ = FileManager.default.createFile(
        atPath: file("rejects"), contents: nil, attributes: [.posixPermissions: 0o600])
    }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file("rejects")))
    try handle.truncate(atOffset: UInt64(rejectByteCount))
    try handle.seekToEnd()
    try handle.write(contentsOf: bytes)
    try handle.synchronize()
    try handle.close()
    rejectByteCount += bytes.count
  }

  private func loadRejects(_ byteCount: Int) throws -> [RejectedRecord] {
    guard byteCount > 0 else { return [] }
    guard let data = FileManager.default.contents(atPath: file("rejects")), data.count >= byteCount
    else { throw RunFailure.badState(path: path) }
    let decoder = JSONDecoder()
    return try data.prefix(byteCount).split(separator: 0x0A).map {
      try decoder.decode(RejectedRecord.self, from: Data($0))
    }
  }
}

extension RunState {
  /// The folder that an interrupted ranking to the same output has left; nil where there is none.
  static func leftover(of plan: RunPlan) -> String? {
    plan.queue.beside("resume").flatMap {
      FileManager.default.fileExists(atPath: $0) ? $0 : nil
    }
  }

  /// The state of a run that has a place for one: its queue goes to a file, its inputs can be read
  /// again.
  ///
  /// - Parameter inputs: what the input files are known by.
  convenience init?(_ plan: RunPlan, inputs: [String]?) {
    // Without links there is nothing to save: items are ready as they come.
    guard !plan.queue.noLinks, let inputs, let path = plan.queue.beside("resume") else {
      return nil
    }
    let rules = plan.library.book.rules.map { "\($0.id) \($0.version) \($0.contentHash)" }
    let parts =
      inputs + rules + [
        plan.library.scoring.identity, plan.asOf.map { "\($0)" } ?? "", Searchlight.version,
      ]
    self.init(
      path: path, origin: ContentHash.hex(Array(parts.joined(separator: "\n").utf8)),
      interval: plan.saveInterval)
  }
}
