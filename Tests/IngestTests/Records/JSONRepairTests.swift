import Testing

@testable import Ingest

@Suite struct JSONRepairTests {
  private func repaired(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.withUnsafeBufferPointer { JSONRepair.repaired($0) }, as: UTF8.self)
  }

  @Test(arguments: [
    (#"{"a":"\ud800"}"#, #"{"a":"\ufffd"}"#), (#"{"a":"\udc00x"}"#, #"{"a":"\ufffdx"}"#),
    (#"{"a":"\ud83d\ude00"}"#, #"{"a":"\ud83d\ude00"}"#),
    (#"{"a":"\ud83d\ud83d\ude00"}"#, #"{"a":"\ufffd\ud83d\ude00"}"#),
    (#"{"a":"\\ud800"}"#, #"{"a":"\\ud800"}"#), (#"{"a":"\u00e9\""}"#, #"{"a":"\u00e9\""}"#),
    (#"{"a":"\ud8"#, #"{"a":"\ud8"#), ("\\", "\\"),
  ])
  func `lone surrogates are replaced and nothing else`(text: String, expected: String) {
    #expect(repaired(Array(text.utf8)) == expected)
  }

  @Test func `bytes that are not UTF-8 are replaced`() {
    #expect(repaired([0x61, 0xFF, 0x62, 0xC3]) == "a\u{FFFD}b\u{FFFD}")
  }
}
