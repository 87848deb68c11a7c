import Testing

@testable import Fetching

struct HeaderFieldsTests {
  @Test func `a header is read as it came`() throws {
    let text =
      "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"UTF-8\"\r\ncontent-encoding: GZip\r\n"
      + "Transfer-Encoding: chunked\r\nX: a\r\nX: b\r\n\r\n"
    let fields = try #require(HeaderFields(Array(text.utf8)))
    #expect(fields.status == 200)
    #expect(fields.mediaType == "text/html" && fields.charset == "UTF-8")
    #expect(fields.contentCodings == ["gzip"] && fields.isChunked)
    #expect(fields["x"] == "a")
  }

  @Test(arguments: ["", "ICY 200 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"])
  func `what has no status line is no header`(text: String) {
    #expect(HeaderFields(Array(text.utf8)) == nil)
  }
}
