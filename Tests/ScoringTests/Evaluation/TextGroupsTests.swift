import Testing

@testable import Scoring

struct TextGroupsTests {
  @Test(arguments: [
    ("The table is in the garden and the chairs are with you", "en"),
    ("La mesa y las sillas para el jardín", "es"), ("Продаю велосипед", "ru"),
    ("二手书桌一张", "zh"), ("1234 !!", "und"), ("Cần người phụ bếp cho nhà hàng", "vi"),
  ])
  func `languages are told by script or by small words`(text: String, language: String) {
    #expect(TextGroups.language(of: text) == language)
  }

  @Test func `identity words are found as whole words, each once`() {
    #expect(
      TextGroups.identityWords(in: "Russian lady, RUSSIAN food. Prussian blue, mankind.")
        == ["lady", "russian"])
  }
}
