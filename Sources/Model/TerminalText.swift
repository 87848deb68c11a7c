/// Text of others, such as ads, names of files in archives and what servers say, made fit for a terminal.
package enum TerminalText {
  /// `text` on one line, with spaces in place of what a terminal would obey or not show.
  package static func plain(_ text: String) -> String { plain(text, keepsLines: false) }

  /// The same with its line ends.
  package static func plainLines(_ text: String) -> String { plain(text, keepsLines: true) }

  private static func plain(_ text: String, keepsLines: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || scalar.properties.isDefaultIgnorableCodePoint
        || scalar.properties.isBidiControl
      let isKept = !isControl || keepsLines && scalar == "\n"
      result.unicodeScalars.append(isKept ? scalar : " ")
    }
    return result
  }
}
