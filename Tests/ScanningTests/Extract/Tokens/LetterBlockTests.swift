import Testing

@testable import Scanning

@Suite struct LetterBlockTests {
  private static func block(_ bytes: [UInt8]) -> LetterBlock {
    LetterBlock(
      bytes: bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) })
  }

  @Test func `the letters that eight bytes start with are told byte for byte`() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<8 {
        var bytes = Array("AbCdEfGh".utf8)
        bytes[place] = byte
        let block = Self.block(bytes)
        let count = bytes.firstIndex { !Tokenizer.isLetter($0) } ?? 8
        let letters = bytes.prefix(count)
        #expect(block.count == count)
        #expect(block.lowercased == WordKey(lowercased: letters.map { $0 | 0x20 }).packed)
        #expect(block.goesOn == (count < 8 && bytes[count] >= 0x80))
        #expect(block.hasCapital == letters.contains { $0 & 0x20 == 0 })
      }
    }
  }
}
