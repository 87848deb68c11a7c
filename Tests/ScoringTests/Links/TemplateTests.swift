import Testing

@testable import Scoring

struct TemplateTests {
  @Test func `texts that differ in a slot are one template over all clusters`() throws {
    var generator = SeededGenerator(seed: 1)
    let wording = generator.words(40)
    let other = generator.words(40)
    let queue = try TestQueue([
      TestAd(id: "a", text: wording + " anna", contacts: [TestAd.phone(1)], place: "One"),
      TestAd(id: "b", text: wording + " bella", contacts: [TestAd.phone(2)], place: "Two"),
      TestAd(id: "c", text: wording + " carla", place: "Two"),
      TestAd(id: "d", text: other, contacts: [TestAd.phone(3)]),
    ])
    let template = try #require(queue["a"]?.template)
    #expect(queue["b"]?.template == template)
    #expect(queue["c"]?.template == template)
    #expect(queue["d"]?.template == nil)
    let spread = try #require(queue["a"]?.links["templateSpread"] as? [String: Int])
    // The ad without a contact does not count as a cluster: nobody knows whose it is.
    #expect(spread == ["texts": 3, "ads": 3, "clusters": 2, "places": 2])
    #expect(queue["a"]?.cluster != queue["b"]?.cluster)
    #expect(queue.report.templates == 1)
  }

  @Test func `half a text in common is no template`() throws {
    var generator = SeededGenerator(seed: 2)
    let half = generator.words(30)
    let queue = try TestQueue([
      TestAd(id: "a", text: half + " " + generator.words(30)),
      TestAd(id: "b", text: half + " " + generator.words(30)),
    ])
    #expect(queue.report.templates == 0)
  }
}
