import Model
import Testing

@testable import Ingest

@Suite struct TableReaderTests {
  /// Texts of the second column, and the lines and reasons of rejects.
  private func read(
    _ text: String, step: Int = .max, failure: StreamError? = nil
  ) throws -> (texts: [String], rejects: [String]) {
    var options = IngestOptions()
    options.mapping = try FieldMapping("text=2")
    let reader = TableReader(
      MemoryStream(text, step: step, failure: failure), source: BatchSource(path: "t"),
      separator: 0x2C, profile: .generic, options: options)
    var (texts, rejects): ([String], [String]) = ([], [])
    while let chunk = try reader.next() {
      guard case .documents(let batch) = chunk.content else { continue }
      texts += batch.documents.map { batch.string($0.text) }
      rejects += batch.rejects.map { "\($0.source.line ?? 0) \($0.reason.rawValue)" }
    }
    return (texts, rejects)
  }

  @Test(arguments: [1, 2, 3, .max])
  func `cells are as RFC 4180 says, whatever the pieces`(step: Int) throws {
    let table = "a,b\r\nc,\"d\"\"e\nf, g\"\r\n\r\nh,\"\",i\n,\nj,k"
    let (texts, rejects) = try read(table, step: step)
    #expect(texts == ["b", "d\"e\nf, g", "", "k"])
    #expect(rejects.isEmpty)
  }

  @Test(arguments: [
    ("1,a\n2,\"b\n3,c\n", ["a", "c"], ["2 invalid CSV"]),
    ("1,\"a\" b\n2,c\n", ["c"], ["1 invalid CSV"]), ("1,a\"b\n2,c\"\n", ["a\"b", "c\""], []),
    ("1,\"a\n2,\"b\"\n", ["b"], ["1 invalid CSV"]), ("\"", [], ["1 invalid CSV"]),
  ])
  func `a stray quote costs its line`(table: String, texts: [String], rejects: [String]) throws {
    let result = try read(table)
    #expect(result.texts == texts)
    #expect(result.rejects == rejects)
  }

  @Test func `a cut gives whole rows and says where it fell`() throws {
    let fault = StreamError(kind: .damaged, detail: "cut")
    let reader = TableReader(
      MemoryStream("id,text\n1,a\n2,b", failure: fault), source: BatchSource(path: "t"),
      separator: 0x2C, profile: .generic, options: IngestOptions())
    #expect(try reader.next()?.byteCount == 12)
    var expected = fault
    expected.cutRecord = .init(position: 3, byteOffset: 12, bytes: Array("2,b".utf8))
    #expect(throws: expected) { try reader.next() }
    #expect(try reader.next()?.byteCount == nil)
  }
}
