import Testing

@testable import Ingest

@Suite struct WrapperGuessTests {
  private func guess(_ text: String, map: String? = nil) throws -> String? {
    let mapping = try map.map { try FieldMapping($0) } ?? FieldMapping()
    return WrapperGuess(mapping: mapping).path(Array(text.utf8)[...])
  }

  @Test(arguments: [
    (#"{"total":1,"ads":[{"id":1,"text":"a"}]}"#, "ads"),
    (
      #"{"took":3,"hits":{"total":{"value":1},"hits":[{"_id":1,"_source":{"body":"a"}}]}}"#,
      "hits.hits"
    ),
    (#"{"data":{"items":[{"description":"a","title":"b"}]},"errors":[]}"#, "data.items"),
    (#"{"title":"Dump","ads":[{"id":1,"text":"a"}],"comments":[{"text":"c"}]}"#, "ads"),
    (#"{"page":2,"city":"Reno","объявления":[{"id":1,"text":"a","title":"b"}]}"#, "объявления"),
    (#"{"content":[{"id":1,"text":"a"},{"id":2}, {"id":3,"text":"b"}]}"#, "content"),
    ("{\"ads\":[{\"text\":\"a\"}]}\n{\"text\":\"b\"}", "ads"),
    // Longer than what is looked at.
    (#"{"total":9,"ads":[{"id":1,"text":"a [{"},{"id":2,"text":"b"},{"id":3,"te"#, "ads"),
  ])
  func `a list of records in an object that is none is named`(text: String, path: String) throws {
    #expect(try guess(text) == path)
  }

  @Test(arguments: [
    #"{"text":"a","comments":[{"text":"b"}]}"#, #"{"id":1,"parts":[{"text":"b","title":"c"}]}"#,
    #"{"images":[{"url":"u","description":"front"}]}"#, #"{"Contacts":[{"name":"n","text":"t"}]}"#,
    #"{"title":"a","url":"u","parts":[{"text":"b"}]}"#, #"{"rooms":[{"name":"a"},{"name":"b"}]}"#,
    #"{"ads":[{"text":"a"}],"jobs":[{"text":"b"}]}"#, #"{"ads":[{"id":1,"text":"a"},3]}"#,
    #"{"ads":[{"id":1,"text":"a"},{"id":2}]}"#, #"{"ads":["a","b"]}"#, #"{"ads":[]}"#,
    #"{"+12145550142":[{"id":1,"text":"a"}]}"#, #"{"a b":[{"id":1,"text":"a"}]}"#,
    #"{"content":{"a":1},"x":{"text":"a"}}"#, #"[{"text":"a"}]"#, "{", "", "{\"a\":",
  ])
  func `a record that holds lists is none, and what is not clear is not guessed`(
    text: String
  ) throws {
    #expect(try guess(text) == nil)
  }

  @Test func `a mapping says what a text is`() throws {
    let text = #"{"ads":[{"id":1,"inhalt":"a"}]}"#
    #expect(try guess(text) == nil)
    #expect(try guess(text, map: "text=inhalt") == "ads")
  }

  @Test func `what nests beyond the limit ends the guess`() throws {
    let deep = String(repeating: #"{"a":["#, count: 500_000)
    #expect(try guess(deep + String(repeating: "]}", count: 100_000)) == nil)
  }
}
