import Testing

@testable import Scanning

@Suite struct NumberingPlanTests {
  @Test(arguments: [111, 114, 199, 211, 411, 911, 290, 371, 961])
  func `codes that the plan keeps free are no area codes`(area: Int) {
    #expect(!NumberingPlan.isAreaCode(area))
  }

  @Test(arguments: [111, 155, 211, 911])
  func `codes for services and those that start with 0 or 1 are no exchanges`(exchange: Int) {
    #expect(!NumberingPlan.isExchange(exchange))
    #expect(NumberingPlan.isExchange(555))
    #expect(
      !NumberingPlan.isNorthAmerican(UInt64(214) * 10_000_000 + UInt64(exchange) * 10_000 + 142))
  }

  @Test func `a number kept for fiction fits the plan, one digit ten times does not`() {
    #expect(NumberingPlan.isNorthAmerican(214_555_0142))
    #expect(!NumberingPlan.isNorthAmerican(555_555_5555))
  }

  @Test func `directory assistance is no one's number`() {
    #expect(!NumberingPlan.isNorthAmerican(UInt64(214) * 10_000_000 + 5_551_212))
  }

  @Test func `every region with places has its calling code, or is dialled as North America is`() {
    let plan = NumberingPlan()
    let northAmerica: Set = ["Dominican Republic", "Jamaica"]
    var codes: Set<Int> = []
    for region in Set(PlaceTable.places.map(\.region)) {
      let code = NumberingPlan.callingCode(of: region[...])
      let isNorthAmerican =
        region.utf8.count == 2 && region != "UK" || northAmerica.contains(region)
      #expect((code == nil) == isNorthAmerican, "\(region)")
      if let code {
        #expect(plan.country(code) != nil, "\(region)")
        codes.insert(code)
      }
    }
    #expect(codes.count > 80)
  }
}
