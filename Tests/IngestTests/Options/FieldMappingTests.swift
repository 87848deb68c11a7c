import Testing

@testable import Ingest

@Suite struct FieldMappingTests {
  @Test func `fields are named, nested and joined`() throws {
    let mapping = try FieldMapping("text=company+job.body,id=n")
    #expect(mapping.fields == [.text: ["company", "job.body"], .id: ["n"]])
    #expect(!mapping.usesColumnNumbers)
    #expect(try FieldMapping("text=3,id=1").usesColumnNumbers)
    #expect(try !FieldMapping("text=0").usesColumnNumbers)
  }

  @Test(arguments: [
    ("text", "'text' is not part=field, such as text=body"),
    ("", "'' is not part=field, such as text=body"),
    ("body=text", "'body' is not one of id, title, text, url, posted, place"),
    ("text=a,text=b", "'text' is mapped twice"), ("text=a+", "'text' has an empty field name"),
    ("text=", "'text' has an empty field name"),
  ])
  func `what cannot be understood is said`(text: String, reason: String) {
    #expect(throws: IngestError.badMapping(text: text, reason: reason)) {
      try FieldMapping(text)
    }
  }

  @Test(
    arguments: [
      (.generic, ["city", "province", "state"], ["city", "state"]),
      (.generic, ["region", "city"], ["city", "region"]), (.generic, ["city", "area"], nil),
      (.generic, ["city", "state", "location"], nil), (.generic, ["state", "region"], nil),
      (.es, ["_source.city", "_source.state"], ["_source.city", "_source.state"]),
      (.es, ["city", "state"], nil), (.cdr3, ["city", "state"], nil),
    ] as [(Profile, [String], [String]?)])
  func `a city and a state are put together`(
    profile: Profile, fields: [String], joined: [String]?
  ) {
    #expect(profile.joinedPlace(of: Set(fields)) == joined)
  }

  @Test(arguments: [
    (["_source", "_id"], Profile.es), (["timestamp_crawl"], .cdr3),
    (["doc_id", "raw_content"], .cdr3), (["crawl_data"], .cdr2), (["raw_content", "team"], .cdr2),
    (["text", "id"], .generic), ([], .generic),
  ])
  func `a record's fields tell its profile`(keys: [String], profile: Profile) {
    #expect(Profile.detect(keys: Set(keys)) == profile)
  }
}
