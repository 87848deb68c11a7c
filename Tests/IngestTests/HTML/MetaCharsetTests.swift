import Testing

@testable import Ingest

@Suite struct MetaCharsetTests {
  @Test(arguments: [
    ("<meta charset=windows-1251>", "windows-1251"),
    ("<!doctype html><HEAD><META CharSet = 'UTF-8'/>", "utf-8"),
    ("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">", "iso-8859-2"),
    ("<meta name=a content=b><meta charset=\"\n gbk\">", "gbk"),
    ("<meta name=charset content=x><meta charset=koi8-r>", "koi8-r"),
    ("<meta charset=utf-16le>", "utf-8"),
    ("<meta charset=big5", "big5"),
    ("<meta charset=shift_jis/>", "shift_jis"),
  ])
  func `a meta element names it`(page: String, label: String) {
    #expect(MetaCharset.label(in: Array(page.utf8)[...]) == label)
  }

  @Test(arguments: [
    "", "<", "<meta", "<meta>", "<meta charset>", "<meta charset=>", "<meta charset=\"\">",
    "<p charset=utf-8>", "charset=utf-8", "<meta name=charset>charset=utf-8",
    "<meta charset=\u{e9}>", "<met<a charset=utf-8>",
  ])
  func `nothing else does`(page: String) {
    #expect(MetaCharset.label(in: Array(page.utf8)[...]) == nil)
  }
}
