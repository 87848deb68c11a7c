internal import Model

/// Why the content of a record is no document.
struct ContentError: Error, Equatable {
  var reason: RejectedRecord.Reason
  /// Without any content; may be empty.
  var detail: String
}
