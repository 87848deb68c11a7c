import Synchronization

/// What a command would give back just before its process ends.
enum EndOfProcess {
  private static let kept = Mutex<[any Sendable]>([])

  /// Keeps values to the end: to give rules and their tables back piece by piece takes a twentieth
  /// of a run with few ads, and the system takes them back at once.
  static func keep(_ values: any Sendable...) { kept.withLock { $0 += values } }
}
