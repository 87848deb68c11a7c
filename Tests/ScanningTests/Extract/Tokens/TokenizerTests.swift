import Testing

@testable import Scanning

@Suite struct TokenizerTests {
  static let tokenizer = Tokenizer(numbers: NumberWords())

  /// The tokens of `text`, each as its characters, `_` before those behind white space.
  private func shown(_ text: String) -> [String] {
    let list = TokenList()
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      Self.tokenizer.tokenize(buffer, 0..<buffer.count, into: list)
      return list.tokens.map {
        ($0.isAfterSpace ? "_" : "") + String(decoding: bytes[$0.range], as: UTF8.self)
      }
    }
  }

  @Test(arguments: [
    ("", []), (" ", []), ("2one4-five", ["_2", "one", "4", "-", "five"]),
    ("veinte años", ["_veinte", "_años"]), ("a\n(b", ["_a", "_(", "b"]),
    ("👻 sc:x", ["_👻", "_sc", ":", "x"]), ("£20·hr", ["_£", "20", "·", "hr"]),
    ("чистый 7", ["_чистый", "_7"]), ("x@y.z", ["_x", "@", "y", ".", "z"]),
    ("女22岁高", ["_女", "22", "岁", "高"]), ("22岁", ["_22", "岁"]), ("岁月", ["_岁月"]),
    ("18岁以上", ["_18", "岁以上"]), ("25歳です", ["_25", "歳", "です"]),
  ])
  func `a text is cut into runs of digits, runs of letters and single others`(
    text: String, expected: [String]
  ) {
    #expect(shown(text) == expected)
  }

  @Test func `tokens carry line starts, capitals, values and packed words`() {
    let list = TokenList()
    let bytes = Array("Ab 007\nÑANDÚ".utf8)
    bytes.withUnsafeBufferPointer {
      Self.tokenizer.tokenize($0, 0..<$0.count, into: list)
    }
    let tokens = Array(list.tokens)
    let flags: [Token.Flags] = tokens.map(\.flags)
    let expected: [Token.Flags] = [
      [.afterSpace, .lineStart, .hasCapital, .startsCapital], .afterSpace,
      [.afterSpace, .lineStart, .hasCapital],
    ]
    #expect(flags == expected)
    #expect(tokens[1].key == 7 && tokens[1].byteCount == 3)
    #expect(tokens[0].isWord("ab") && tokens[2].isWord("ñandú"))
  }

  @Test func `text that was skipped is marked on the token behind it`() {
    let list = TokenList()
    Array("one two three".utf8).withUnsafeBufferPointer {
      Self.tokenizer.tokenize($0, 0..<3, into: list)
      Self.tokenizer.tokenize($0, 3..<4, into: list)
      Self.tokenizer.tokenize($0, 8..<13, into: list)
    }
    let marks: [Bool] = list.tokens.map { $0.flags.contains(.afterGap) }
    #expect(marks == [false, true])
  }

  @Test(arguments: [
    ("Five", 5, NumberWord.Kind.digit, NumberWord.Trust.standard),
    ("FORE", 4, .digit, .misspelt), ("ate", 8, .digit, .onlyAmongOthers),
    ("oh", 0, .digit, .onlyAmongOthers), ("dieciséis", 16, .teen, .standard),
    ("VEINTIDÓS", 22, .teen, .standard), ("ninety", 90, .tens, .standard),
    ("triple", 3, .multiplier, .standard), ("cuatro", 4, .digit, .standard),
  ])
  func `number words are known in any case, English, Spanish and misspelt`(
    text: String, value: UInt16, kind: NumberWord.Kind, trust: NumberWord.Trust
  ) {
    let list = TokenList()
    Array(text.utf8).withUnsafeBufferPointer {
      Self.tokenizer.tokenize($0, 0..<$0.count, into: list)
    }
    let number = list.tokens[0].number
    #expect(number.value == value && number.kind == kind && number.trust == trust)
  }

  @Test(
    arguments: [
      ("fivefivefive", [5, 5, 5]), ("TwentyOne", [20, 1]), ("sevenineight", nil),
      ("ceroocho", [0, 8]), ("sometimes", nil), ("one", nil), ("forfor", nil),
    ] as [(String, [UInt16]?)])
  func `letters without a space split into number words, all or none`(
    text: String, expected: [UInt16]?
  ) {
    var words: [NumberWord] = []
    let bytes = Array(text.utf8)
    let isSplit = bytes.withUnsafeBufferPointer {
      Self.tokenizer.numbers.split($0.baseAddress!, $0.count, into: &words)
    }
    let values: [UInt16]? = isSplit ? words.map(\.value) : nil
    #expect(values == expected)
  }

  @Test func `a run that could be split in very many ways is given up on quickly`() {
    var words: [NumberWord] = []
    let bytes = Array((String(repeating: "sixx", count: 29) + "qq").utf8)
    let isSplit = bytes.withUnsafeBufferPointer {
      Self.tokenizer.numbers.split($0.baseAddress!, $0.count, into: &words)
    }
    #expect(!isSplit)
  }
}
