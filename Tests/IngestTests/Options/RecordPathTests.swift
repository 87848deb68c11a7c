import Testing

@testable import Ingest

@Suite struct RecordPathTests {
  @Test(arguments: ["", ".", "a.", ".a", "a..b"])
  func `a path has no empty names`(text: String) {
    #expect(RecordPath(text) == nil)
  }

  @Test func `a key leads one name further, or to the end where it holds the dots itself`() throws {
    let path = try #require(RecordPath("a.b.c"))
    #expect(path.count(behind: Array("a".utf8), at: 0) == 1)
    #expect(path.count(behind: Array("b".utf8), at: 0) == nil)
    #expect(path.count(behind: Array("c".utf8), at: 2) == 3)
    #expect(path.count(behind: Array("b.c".utf8), at: 1) == 3)
    #expect(path.count(behind: Array("a.b".utf8), at: 0) == nil)
  }
}
