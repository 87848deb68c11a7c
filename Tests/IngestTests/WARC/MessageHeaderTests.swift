import Testing

@testable import Ingest

@Suite struct MessageHeaderTests {
  @Test func `names know no case, values are trimmed and may go on in the next line`() throws {
    let header = try #require(
      MessageHeader(
        Array("HTTP/1.1 200 OK\r\nX-Name :  a \r\n b\t\nX-NAME: second\r\njunk\r\n\r\nY: z".utf8)[
          ...]))
    #expect(header.start == "HTTP/1.1 200 OK")
    #expect(header["x-name"] == "a b")
    #expect(header["y"] == nil)
    #expect(MessageHeader([]) == nil)
    #expect(MessageHeader([0x0D, 0x0A]) == nil)
  }

  @Test(
    arguments: [
      ("Text/HTML; Charset=\"UTF-8\"", "text/html", "UTF-8"), ("text/plain", "text/plain", nil),
      ("text/html;x=y; charset='latin1'; z", "text/html", "latin1"), ("", "", nil),
    ] as [(String, String, String?)])
  func `media types give name and charset`(text: String, name: String, charset: String?) {
    #expect(MediaType(text).name == name)
    #expect(MediaType(text).charset == charset)
  }

  @Test(
    arguments: [
      ("3\r\nabc\r\n0\r\n\r\n", "abc"), ("1;x=y\r\na\r\n2\nbc\n0\n", "abc"), ("5\r\nab", "ab"),
      ("abc", nil), ("fffffffff\r\nx", nil), ("", ""), ("A\r\n0123456789\r\n", "0123456789"),
    ] as [(String, String?)])
  func `chunks are put together`(coded: String, content: String?) {
    #expect(
      Chunked.decoded(Array(coded.utf8)).map { String(decoding: $0, as: UTF8.self) } == content)
  }
}
