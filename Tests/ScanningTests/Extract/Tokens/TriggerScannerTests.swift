import Testing

@testable import Scanning

@Suite struct TriggerScannerTests {
  static let scanner = TriggerScanner(
    [
      ("five", .numberWords), ("ig", .platformWords), ("i", .factWords), ("ñandú", .factWords),
      ("we", .remarks), ("new", .factWords),
    ], followers: ["i": ["'m", " am"], "new": ["^"]], numbers: NumberWords())

  private func scan(_ text: String) -> (hints: TextHints, windows: [Range<Int>]) {
    var windows: [Range<Int>] = []
    let hints = Array(text.utf8).withUnsafeBufferPointer {
      Self.scanner.scan($0, into: &windows)
    }
    return (hints, windows)
  }

  @Test(
    arguments: [
      ("", []), ("Nothing here. Or there, at all", []), ("a1", .digits), ("say FIVE", .numberWords),
      ("fivefive", .numberWords), ("fiver", []), ("my IG: x", .platformWords), ("ignore", []),
      ("x@y", .at), ("x@y.org $", [.at, .innerDot, .currency]), ("end.Then", []), ("€", .currency),
      ("no❤five❤x", .numberWords),
      ("no🌹FIVE", .numberWords), ("five🌹", .numberWords),
      ("u://v", .link), ("I'm", .factWords), ("i am", .factWords), ("i was", []), ("new", []),
      ("New", .factWords),
      ("ÑANDÚ", .factWords), ("👻", .platformWords), ("🌹👻", .platformWords),
      ("a [.] b", .emailWords),
      ("fi", []), ("fiv", []), ("f", []), ("we", .remarks),
    ] as [(String, TextHints)])
  func `hints tell what a text holds`(text: String, expected: TextHints) {
    #expect(scan(text).hints == expected)
  }

  @Test func `a hint is found at every place of a block`() {
    for padding in 0..<24 {
      for (word, hint): (String, TextHints) in [
        ("7", .digits), ("five", .numberWords), ("@", .at), ("$", .currency), ("a.org", .innerDot),
        ("ig", .platformWords), ("👻", .platformWords), ("€", .currency),
      ] {
        let text = String(repeating: "-", count: padding) + word
        #expect(scan(text).hints == hint, "\(text)")
        #expect(scan(text + " and so on, as ever").hints == hint, "\(text) …")
      }
    }
  }

  @Test func `windows end at white space, lie apart, and hold what gave the hint`() {
    let filler = String(repeating: "lorem ipsum ", count: 60)
    let text = filler + "call 7 now" + filler + "mail x@y" + filler
    let (hints, windows) = scan(text)
    let bytes = Array(text.utf8)
    #expect(hints == [.digits, .at])
    #expect(windows.count == 2)
    for (window, byte) in zip(windows, "7@".utf8) {
      #expect(bytes[window].contains(byte))
      #expect(bytes[window.lowerBound - 1] == 0x20 && bytes[window.upperBound] == 0x20)
      #expect(window.count < 260)
    }
  }

  @Test func `a remark alone opens no window`() {
    #expect(scan("we are here").windows.isEmpty)
  }
}
