internal import Dispatch

/// The tables of this process that do not depend on rules.
package enum ScanTables {
  /// Begins to make them on another thread: they take some milliseconds, in which one thread alone
  /// parses the patterns of the rules. Not needed, but for time: whoever comes first makes them.
  package static func prepare() {
    DispatchQueue.global().async {
      _ = BuiltInSample.model
      _ = Extractor.shared
      _ = FoldTable.shared
    }
  }
}
