import Testing

@testable import Ingest

@Suite struct StreamTests {
  private static let fault = StreamError(kind: .damaged, detail: "cut")

  @Test func `a look ahead keeps what came before a fault`() throws {
    let stream = PeekableStream(MemoryStream("abc", step: 1, failure: Self.fault))
    #expect(try Array(stream.peek(10)) == Array("abc".utf8))
    var target = [UInt8](repeating: 0, count: 10)
    #expect(try target.withReading { (t) throws(StreamError) in try stream.read(into: t) } == 3)
    #expect(throws: Self.fault) {
      try target.withReading { (t) throws(StreamError) in try stream.read(into: t) }
    }
  }

  @Test func `a line is enough where a line is asked for`() throws {
    let stream = PeekableStream(MemoryStream("ab\ncd\nef", step: 2))
    #expect(try Array(stream.peek(100, orLine: true)) == Array("ab\nc".utf8))
    #expect(try stream.all() == Array("ab\ncd\nef".utf8))
  }

  @Test(arguments: [1, 2, 3, 64])
  func `UTF-16 becomes UTF-8 whatever the pieces`(step: Int) throws {
    let units: [UInt16] = [0xFEFF, 0x41, 0xE9, 0x2602, 0xD83D, 0xDE00, 0xD83D, 0x42, 0xDC00]
    let bytes: [UInt8] = units.flatMap { unit in [UInt8(unit & 0xFF), UInt8(unit >> 8)] } + [0x43]
    let expected = "Aé☂😀\u{FFFD}B\u{FFFD}\u{FFFD}"
    let little = WideStream(MemoryStream(bytes, step: step), isBigEndian: false)
    #expect(try String(decoding: little.all(), as: UTF8.self) == expected)
    let swapped: [UInt8] = units.flatMap { unit in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    let big = WideStream(MemoryStream(swapped, step: step), isBigEndian: true)
    #expect(
      try String(decoding: big.all(), as: UTF8.self) == String(expected.unicodeScalars.dropLast()))
  }

  @Test(arguments: [
    (#"[{"a":1},{"b":[2,3]}]"#, " {\"a\":1}\n{\"b\":[2,3]} "),
    ("[\n{\"a\":\"x,]\\\"\"},\n{}\n]\n", "  {\"a\":\"x,]\\\"\"}\n {}   "),
    ("[{\"a\":\"cut\n},{\"b\":1}]", " {\"a\":\"cut\n}\n{\"b\":1} "),
  ])
  func `items of an array become lines at the same offsets`(text: String, lines: String) throws {
    let stream = ArrayStream(MemoryStream(text, step: 3))
    #expect(try String(decoding: stream.all(), as: UTF8.self) == lines)
  }

  @Test(arguments: [
    ("{\n \"a\": {\n  \"b\": 1\n }\n}\n{\n}\n", "{  \"a\": {   \"b\": 1  } }\n{ }\n"),
    ("{\n\"a\":\"x{\\\"\"\n},\n{\n}", "{ \"a\":\"x{\\\"\" }\n\n{ }"),
    ("{\n\"a\":\"cut\n}\n{\n}\n", "{ \"a\":\"cut\n}\n{ }\n"),
  ])
  func `objects of several lines become lines at the same offsets`(
    text: String, lines: String
  ) throws {
    #expect(ArrayStream.layout(Array(text.utf8)[...]) == .objects)
    let stream = ArrayStream(MemoryStream(text, step: 3), layout: .objects)
    #expect(try String(decoding: stream.all(), as: UTF8.self) == lines)
  }

  @Test(arguments: ["{\"a\":1}\n{\"b\":2}\n", "{", "", "[1]", "{}"])
  func `lines of JSON are read as they are`(text: String) {
    #expect(ArrayStream.layout(Array(text.utf8)[...]) == nil)
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8], Packing.compressed(.gzip)), (Array("BZh9".utf8), .compressed(.bzip2)),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .compressed(.xz)),
      ([0x28, 0xB5, 0x2F, 0xFD], .compressed(.zstd)), ([0x50, 0x4B, 3, 4], .zip),
      ([0x50, 0x4B, 5, 6], .zip), ([UInt8](repeating: 0, count: 257) + Array("ustar".utf8), .tar),
      (Array("BZh0".utf8), nil), ([0x1F], nil), ([], nil),
    ] as [([UInt8], Packing?)])
  func `packing is told by its first bytes`(bytes: [UInt8], packing: Packing?) {
    #expect(Packing.detect(bytes[...]) == packing)
  }
}
