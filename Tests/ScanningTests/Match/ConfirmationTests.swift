import Dispatch
import Model
import Synchronization
import Testing

@testable import Scanning

@Suite struct ConfirmationTests {
  @Test(arguments: [
    "passports?", "(?:a|b|cd){3,7}", "(?:(?:a{40}){30}){4}", "(?:(?:a{40}){30}){5}",
    "(?:(?:ab?){60}){60}", "a{5998}", "a{5999}", "a{6000}", "(?:a|b){1499}c{3}",
    "(?:a|b){1499}c{4}", "a{0,2999}b?", "a{1,2999}b", "a{1,2999}bc", "(?:(?:(?:x{99}){99}){99})*",
    "[\\x{100}-\\x{170}]", "[\\x{2600}-\\x{26FF}]|☂x",
  ])
  func `counting tells whether there is a program`(pattern: String) throws {
    let registry = KindRegistry()
    let node = try PatternParser.parse(pattern, registry: registry, cases: CaseVariants()).node
    let program = MatchProgram(node, registry: registry)
    #expect(MatchProgram.isPossible(node, registry: registry) == (program != nil))
  }

  @Test func `it is made once, however many ask`() {
    let count = Atomic(0)
    let lazy = LazyConfirmation {
      count.add(1, ordering: .relaxed)
      return .nothing
    }
    #expect(count.load(ordering: .relaxed) == 0)
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      #expect(lazy.value === Confirmation.nothing)
    }
    #expect(count.load(ordering: .relaxed) == 1)
  }
}
