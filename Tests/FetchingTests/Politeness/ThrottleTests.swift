import Testing

@testable import Fetching

struct ThrottleTests {
  private func throttle(_ delay: Int, concurrency: Int = 1, isAdaptive: Bool = true) -> Throttle {
    Throttle(
      Throttle.Settings(
        delay: .milliseconds(delay), longestDelay: .seconds(10), concurrency: concurrency,
        isAdaptive: isAdaptive))
  }

  @Test func `the delay lies between two starts`() {
    var throttle = throttle(1000, concurrency: 2)
    #expect(throttle.mayStart(at: .zero))
    throttle.start(at: .zero)
    #expect(!throttle.mayStart(at: .milliseconds(999)))
    #expect(throttle.mayStart(at: .milliseconds(1000)))
  }

  @Test func `no more run at once than are allowed`() {
    var throttle = throttle(0, concurrency: 2)
    throttle.start(at: .zero)
    throttle.start(at: .zero)
    #expect(throttle.nextStart == nil)
    throttle.finish(at: .milliseconds(1), latency: .milliseconds(1), isError: false)
    #expect(throttle.mayStart(at: .milliseconds(1)))
  }

  @Test func `slow answers make the delay longer, at once up to their latency`() {
    var throttle = throttle(100)
    throttle.start(at: .zero)
    throttle.finish(at: .seconds(4), latency: .seconds(4), isError: false)
    #expect(throttle.delay == .seconds(4))
    throttle.start(at: .seconds(8))
    throttle.finish(at: .seconds(8), latency: .zero, isError: false)
    #expect(throttle.delay == .seconds(2))
  }

  @Test func `the delay stays between what the user and the limit say`() {
    var throttle = throttle(500)
    throttle.start(at: .zero)
    throttle.finish(at: .zero, latency: .seconds(60), isError: false)
    #expect(throttle.delay == .seconds(10))
    for _ in 0..<20 {
      throttle.start(at: .zero)
      throttle.finish(at: .zero, latency: .zero, isError: false)
    }
    #expect(throttle.delay == .milliseconds(500))
  }

  @Test func `quick errors never make the delay shorter`() {
    var throttle = throttle(100)
    throttle.start(at: .zero)
    throttle.finish(at: .zero, latency: .seconds(4), isError: false)
    throttle.start(at: .zero)
    throttle.finish(at: .zero, latency: .milliseconds(1), isError: true)
    #expect(throttle.delay == .seconds(4))
  }

  @Test func `a crawl delay is the least, one request at a time`() {
    var throttle = throttle(100, concurrency: 4)
    throttle.require(crawlDelay: .seconds(20))
    throttle.start(at: .zero)
    #expect(throttle.nextStart == nil)
    throttle.finish(at: .seconds(1), latency: .milliseconds(10), isError: false)
    #expect(throttle.nextStart == .seconds(20))
  }

  @Test func `a shorter crawl delay changes nothing`() {
    var throttle = throttle(1000, concurrency: 4)
    throttle.require(crawlDelay: .milliseconds(10))
    throttle.start(at: .zero)
    #expect(throttle.nextStart == .seconds(1))
  }

  @Test func `a pause lasts until its end`() {
    var throttle = throttle(0)
    throttle.pause(until: .seconds(30))
    throttle.pause(until: .seconds(10))
    #expect(!throttle.mayStart(at: .milliseconds(29_999)))
    #expect(throttle.mayStart(at: .seconds(30)))
  }

  @Test func `without adaptation the delay stays`() {
    var throttle = throttle(100, isAdaptive: false)
    throttle.start(at: .zero)
    throttle.finish(at: .zero, latency: .seconds(9), isError: false)
    #expect(throttle.delay == .milliseconds(100))
  }
}
