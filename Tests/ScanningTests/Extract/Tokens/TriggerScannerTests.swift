import Testing

@testable import Scanning

@Suite struct TriggerScannerTests {
  static let scanner = TriggerScanner(
    [
      ("five", .numberWords), ("ig", .platformWords), ("i", .factWords), ("ñandú", .factWords),
      ("we", .remarks), ("new", .factWords), ("call", .factWords), ("las", .factWords),
      ("wednesday", .factWords), ("http", .link),
    ],
    followers: [
      "http": ["://"], "i": ["'m", " am"], "new": ["^"], "call": [" ^"], "las": ["^ veg"],
    ],
    numbers: NumberWords())

  private func scan(_ text: String) -> (hints: TextHints, windows: [Range<Int>]) {
    let windows = GrowingBuffer<TextWindow>()
    let hints = Array(text.utf8).withUnsafeBufferPointer {
      Self.scanner.scan($0, into: windows, starts: GrowingBuffer())
    }
    return (hints, windows.elements.map(\.range))
  }

  @Test(
    arguments: [
      ("", []), ("Nothing here. Or there, at all", []), ("a1", .digits), ("say FIVE", .numberWords),
      ("fivefive", .numberWords), ("fiver", []), ("my IG: x", .platformWords), ("ignore", []),
      ("x@y", .at), ("x@y.org $", [.at, .innerDot, .currency]), ("end.Then", []), ("€", .currency),
      ("no❤five❤x", .numberWords),
      ("no🌹FIVE", .numberWords), ("five🌹", .numberWords),
      ("http://v", .link), ("u://v", []), ("http:/v", []), ("I'm", .factWords),
      ("i am", .factWords), ("i was", []), ("new", []),
      ("New", .factWords), ("call Ana", .factWords), ("call\nAna", .factWords), ("call ana", []),
      ("call", []), ("Las-Vegas", .factWords), ("las vegas", []), ("Las palmas", []),
      ("Wednesday", .factWords), ("wednesdays", []), ("wednesdaé", []),
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
    let text = filler + "she is 72 now " + filler + "mail x@y" + filler
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

  @Test func `digits of a hash start nothing, those of a wallet's address and of a number do`() {
    let hash = String(repeating: "4f0c9", count: 12)
    #expect(scan("see #URL_\(hash)# and so on").hints == [])
    #expect(scan(hash).hints == [])
    #expect(scan("see \(hash.prefix(40)) and so on").hints == [.digits, .longRuns])
    #expect(scan("see \(hash) or 7").hints == .digits)
    #expect(scan("0x\(hash)").hints == [.digits, .longRuns])
  }

  @Test func `the filter of joined number words lets every pair through and few others`() {
    let pairs = NumberPairs(NumberWords.joined)
    func passes(_ word: String) -> Bool {
      let letters = Array(word.utf8)
      return letters.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { pairs.mayStart(WordKey.pack($0, buffer.count)) } ?? false
      }
    }
    let long = NumberWords.joined.filter { $0.word.utf8.count >= 3 }
    var missed: [String] = []
    for first in long where first.value.trust > .onlyAmongOthers {
      for second in long {
        let word = (first.word + second.word).uppercased()
        if !passes(word) { missed.append(word) }
      }
    }
    #expect(missed.isEmpty)
    for word in ["service", "reading", "something", "available", "tenderly"] {
      #expect(!passes(word), "\(word)")
    }
  }

  @Test(
    arguments: [
      "sold 300 lamps today", "toiled 3 years here", "some 5+ years here",
      "ships, since 2009, afloat",
      "about 3-5 years more", "knows area51 trade", "go fast 100% sure", "we open 24/7 daily",
      "hid five lamps away", "over 15,000 lamps sold", "grew 7.5 points more", "see 401(k) terms",
      "has 10 years of practice there", "worked 12+ years there", "some 90 day trials",
      "a team of 30 in the north", "has 1 - 2 years there", "some 5-10 years there",
      "one 3rd party tool",
    ])
  func `a number that says nothing alone opens no window`(text: String) {
    #expect(scan(text).windows.isEmpty)
    #expect(scan("\(text) 214-555-0142").windows.count == 1)
  }

  @Test(
    arguments: [
      "she is 22 now", "just 5 dollars more", "may 3 works", "until 5 works", "size 5'4 here",
      "ana (23) here", "blonde 25", "about 80 roses here", "one 300 - 24 - two", "five roses here",
      "make 500 daily", "pay of 500 then", "lady of 45 here", "the 3rd of may", "30 for the hour",
      "Kim 22 years young", "aged 30 to 40 years", "over 35 years only",
    ])
  func `a number that may be stated opens a window`(text: String) {
    #expect(scan(text).windows.count == 1)
  }

  @Test func `seven digits among plain words open a window`() {
    #expect(scan("write 214 lake 555 pond 0142 stone").windows.count == 1)
  }

  @Test func `a remark alone opens no window`() {
    #expect(scan("we are here").windows.isEmpty)
  }
}
