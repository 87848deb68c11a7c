import Testing

@testable import Scoring

struct SlotAlignmentTests {
  @Test func `what varies stands in slots between what all texts have`() {
    let alignment = SlotAlignment([
      "Anna is in Dallas until Friday.", "Bella is in Reno until Friday.",
      "Anna  is in Reno\nuntil next Friday.",
    ])
    #expect(
      alignment.parts == [
        .slot(["Anna", "Bella"]), .fixed("is in"), .slot(["Dallas", "Reno"]), .fixed("until"),
        .slot(["", "next"]), .fixed("Friday."),
      ])
    #expect(
      alignment.description
        == "⟨Anna | Bella⟩ is in ⟨Dallas | Reno⟩ until ⟨– | next⟩ Friday.")
  }

  @Test func `equal texts have no slot, and one text is its own template`() {
    #expect(SlotAlignment(["to let", "to let"]).parts == [.fixed("to let")])
    #expect(SlotAlignment(["to let"]).parts == [.fixed("to let")])
    #expect(SlotAlignment([]).parts.isEmpty)
  }

  @Test func `texts without a common word are one slot of which five are shown`() {
    let alignment = SlotAlignment(["a", "b", "c", "d", "e", "f", "g"])
    #expect(alignment.parts == [.slot(["a", "b", "c", "d", "e", "f", "g"])])
    #expect(alignment.description == "⟨a | b | c | d | e | and 2 more⟩")
  }
}
