/// Text of others, such as ads and the names of files in archives, made fit for a terminal.
enum TerminalText {
  /// `text` on one line, with spaces in place of what a terminal would obey or not show.
  static func plain(_ text: String) -> String { plain(text, keepsLines: false) }

  /// The same with its line ends.
  static func plainLines(_ text: String) -> String { plain(text, keepsLines: true) }

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
