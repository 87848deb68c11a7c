import Model
import Testing

@Suite struct AreaCodesTests {
  @Test(arguments: [
    (214, "TX"), (212, "NY"), (305, "FL"), (808, "HI"), (416, "ON"), (514, "QC"), (787, "PR"),
    (876, "Jamaica"),
  ])
  func `an area code tells the region it was assigned to`(code: Int, region: String) {
    #expect(AreaCodes.region(of: code) == region)
  }

  @Test(arguments: [0, 111, 211, 555, 800, 900, 911])
  func `service and unassigned codes have no region`(code: Int) {
    #expect(AreaCodes.region(of: code) == nil)
  }

  @Test func `every US state and the district has a code, and no code is listed out of range`() {
    let states = Set((200...999).compactMap { AreaCodes.region(of: $0) }.filter { $0.count == 2 })
    // 50 states, the district, 5 territories, 10 for Canada (867 serves three territories,
    // 782 and 902 two provinces).
    #expect(states.count == 50 + 1 + 5 + 10)
    for code in 0..<1000 where AreaCodes.region(of: code) != nil {
      #expect(code >= 200 && (code / 10) % 10 != 9 && code % 100 != 11)
    }
  }

  @Test func `a number and a place have the region that they name, if any`() {
    #expect(AreaCodes.region(ofE164: "+12145550142") == "TX")
    for number in ["+442079460142", "+1214555014", "+121455501422", "+1x145550142", "", "+1"] {
      #expect(AreaCodes.region(ofE164: number) == nil)
    }
    #expect(AreaCodes.region(of: -1) == nil && AreaCodes.region(of: 1000) == nil)
    #expect(AreaCodes.region(ofPlace: "Miami, fl 33101") == "FL")
    #expect(AreaCodes.region(ofPlace: "Paris, France") == nil)
    #expect(AreaCodes.region(ofPlace: "downtown") == nil)
  }
}
