import Synchronization
import Testing

@testable import Scanning

@Suite struct OrderedPoolTests {
  @Test(arguments: [0, 1, 3])
  func `results keep their order, and only workers with an item get memory`(count: Int) throws {
    let next = Mutex(0)
    let states = Mutex(0)
    let results = Mutex([Int]())
    try OrderedPool.run(
      workers: 8,
      produce: { next.withLock { $0 < count ? ($0, $0 += 1).0 : nil } },
      makeState: { states.withLock { $0 += 1 } },
      transform: { item, _ in item * 2 },
      consume: { result in results.withLock { $0.append(result) } })
    #expect(results.withLock { $0 } == (0..<count).map { $0 * 2 })
    #expect(states.withLock { $0 } <= count)
  }
}
