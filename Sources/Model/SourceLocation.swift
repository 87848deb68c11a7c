/// A place in a text file.
package struct SourceLocation: Sendable, Hashable {
  /// The file as named by the user.
  package var file: String
  /// 1-based.
  package var line: Int
  /// 1-based, in characters.
  package var column: Int

  /// Takes the parts as they are.
  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file:line:column`.
  package var description: String { "\(file):\(line):\(column)" }
}
