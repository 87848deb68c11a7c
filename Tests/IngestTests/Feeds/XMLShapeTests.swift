import Testing

@testable import Ingest

@Suite struct XMLShapeTests {
  private static let limits = {
    var limits = IngestLimits()
    limits.elementDepth = 3
    limits.elementCount = 5
    limits.attributeCount = 2
    return limits
  }()

  @Test(arguments: [
    ("<a><b><c/></b><b><c/></b></a>", nil), ("<a b='=' c=\"x='y'\"/>", nil), ("text", nil),
    ("<a><b><c><d/></c></b></a>", nil),
    ("<a><b><c><d></d></c></b></a>", "elements nested more than 3 deep"),
    ("<a/><a/><a/><a/><a/><a/>", "more than 5 elements"),
    ("<a b='1' c='2' d='3'>", "an element of more than 2 attributes"),
    ("<a b='/>'><a b=\"/>\"><a b='/>'><a>", "elements nested more than 3 deep"),
    ("<a><!-- <b><c><d><e> --><![CDATA[<b><c><d><e>]]><?<b><c><d>?></a>", nil),
    // The parser stops where these begin.
    ("<!-- <a><a><a><a><a><a>", nil), ("<a b='<a><a><a><a><a><a>", nil), ("<![CDATA[<a>", nil),
  ])
  func `what a tree would be too large of is told`(element: String, problem: String?) {
    #expect(XMLShape.problem(in: Array(element.utf8), limits: Self.limits) == problem)
  }
}
