/// What must stand behind a word that does not start anything alone.
///
/// Written as text in lower case: `^` first asks for a capital letter that starts the word itself,
/// elsewhere for one at its place; a space stands for white space or a hyphen; the rest stands for
/// itself in any case.
struct Follower: Sendable {
  private let bytes: [UInt8]
  private let needsCapital: Bool

  init(_ text: String) {
    needsCapital = text.hasPrefix("^")
    bytes = Array(needsCapital ? text.utf8.dropFirst() : text.utf8[...])
  }

  /// Whether it stands behind the word in bytes `start..<end` of a text of `count`; no word is empty.
  func stands(
    behind end: Int, of start: Int, _ text: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    if needsCapital, !isCapital(text[start]) { return false }
    guard end + bytes.count <= count else { return false }
    for index in bytes.indices {
      let byte = text[end + index]
      switch bytes[index] {
      case 0x5E: if !isCapital(byte) { return false }
      case 0x20: if byte != 0x20 && byte != 0x0A && byte != 0x2D { return false }
      case let expected:
        if LowerCase.byte(byte, after: text[end + index - 1]) != expected { return false }
      }
    }
    return true
  }

  private func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
}
