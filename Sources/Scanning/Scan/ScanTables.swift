internal import Dispatch

/// The tables of this process that do not depend on rules.
package enum ScanTables {
  /// Begins to make them on another thread: they take some milliseconds, and at the start of a command
  /// there is work for one thread alone. Not needed, but for time: whoever comes first makes them.
  package static func prepare() {
    DispatchQueue.global().async {
      _ = BuiltInSample.model
      _ = Extractor.shared
      _ = FoldTable.shared
    }
  }
}
