import Model
import Testing

@testable import Fetching

struct RetryAfterTests {
  private let now = HTTPDate.instant("Sun, 06 Nov 1994 08:49:37 GMT")

  @Test(arguments: [
    ("120", Duration.seconds(120)), ("0", .zero), (" 7 ", .seconds(7)),
    ("Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)),
    ("Sunday, 06-Nov-94 08:49:38 GMT", .seconds(1)),
    ("Sun Nov  6 08:49:47 1994", .seconds(10)),
    ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
    ("99999999999999999999999", .seconds(366 * 86_400)),
  ])
  func `both forms of the header are read`(text: String, wait: Duration) throws {
    #expect(RetryAfter.wait(text, now: try #require(now)) == wait)
  }

  @Test(arguments: ["", "soon", "-5", "1.5", "Sun, 31 Feb 1994 08:49:37 GMT"])
  func `other text is no wait`(text: String) throws {
    #expect(RetryAfter.wait(text, now: try #require(now)) == nil)
  }
}
