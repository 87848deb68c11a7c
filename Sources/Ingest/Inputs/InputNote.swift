/// A line for people about an input, without a file's text.
package struct InputNote: Sendable {
  /// What is to be said, without a line feed.
  package var text: String
  /// Whether words of ads may go unread: what people should know who asked for silence, too.
  package var isWarning = false
}
