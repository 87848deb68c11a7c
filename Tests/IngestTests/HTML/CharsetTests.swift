import Testing

@testable import Ingest

@Suite struct CharsetTests {
  private func text(_ bytes: [UInt8], _ label: String?, _ fallback: String? = nil) -> String {
    String(decoding: Charset.utf8(bytes, label: label, fallback: fallback), as: UTF8.self)
  }

  @Test func `a byte order mark goes before every label`() {
    #expect(text([0xEF, 0xBB, 0xBF, 0xC3, 0xA9], "latin1") == "é")
    #expect(text([0xFF, 0xFE, 0xE9, 0x00], "utf-8") == "é")
    #expect(text([0xFE, 0xFF, 0x00, 0xE9], nil) == "é")
  }

  @Test func `the label goes before the fallback`() {
    #expect(text([0xE9], "iso-8859-2", "utf-8") == "é")
    #expect(text([0xE3], "windows-1251", "latin1") == "г")
    #expect(text([0xE9], nil, "ISO-8859-1") == "é")
    #expect(text([0x95, 0x94], "Shift_JIS") == "部")
  }

  @Test func `without a label it is UTF-8 where it can be, else Windows-1252`() {
    #expect(text([0xC3, 0xA9], nil) == "é")
    #expect(text([0x80, 0xE9], nil) == "€é")
  }

  @Test(arguments: ["no-such-charset", "../x", "utf-16//translit", "", "a b", "\u{0}"])
  func `labels nobody knows are passed over`(label: String) {
    #expect(text([0xC3, 0xA9], label) == "é")
  }

  @Test func `what cannot be decoded is replaced`() {
    #expect(text([0x61, 0xFF, 0x62], "utf-8") == "a\u{FFFD}b")
    #expect(text([0x61, 0xFF, 0xFF], "euc-jp").hasPrefix("a\u{FFFD}"))
    #expect(text([0x95], "shift_jis") == "\u{FFFD}")
  }
}
