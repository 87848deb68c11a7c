import Testing

@testable import Fetching

struct BodyMeterTests {
  private func count(
    _ pieces: [[UInt8]], chunked: Bool = false, codings: [String] = [], limits: TransferLimits
  ) throws -> (outcome: Outcome?, decoded: Int) {
    var meter = BodyMeter(isChunked: chunked, codings: codings, limits: limits)
    for piece in pieces {
      if let outcome = piece.withUnsafeBufferPointer({ meter.count($0) }) {
        return (outcome, meter.decodedBytes)
      }
    }
    return (nil, meter.decodedBytes)
  }

  private func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    let writer = GzipWriter()
    writer.begin(count: bytes.count)
    writer.write(bytes, to: &result)
    writer.finish(to: &result)
    return result
  }

  @Test func `a body up to the limit passes, one byte more does not`() throws {
    var limits = TransferLimits()
    limits.wireBytes = 100
    let body = [UInt8](repeating: 0x61, count: 50)
    #expect(try count([body, body], limits: limits) == (nil, 100))
    #expect(try count([body, body, [0x61]], limits: limits).outcome == .wireLimit)
  }

  @Test func `what a small body inflates to is counted`() throws {
    let bomb = gzip([UInt8](repeating: 0, count: 8 << 20))
    var limits = TransferLimits()
    #expect(try count([bomb], codings: ["gzip"], limits: limits).outcome == .ratioLimit)
    limits.ratio = 1_000_000
    limits.decodedBytes = 1 << 20
    let stopped = try count([bomb], codings: ["gzip"], limits: limits)
    #expect(stopped.outcome == .decodedLimit)
    // Stopped at the block that went over, not at the end.
    #expect(stopped.decoded <= (1 << 20) + (1 << 14))
  }

  @Test func `a small page may be dense`() throws {
    let page = gzip([UInt8](repeating: 0x61, count: 900_000))
    #expect(try count([page], codings: ["gzip"], limits: TransferLimits()) == (nil, 900_000))
  }

  @Test(arguments: [["br"], ["zstd"], ["gzip", "gzip"], ["compress"]])
  func `content in a coding that is not asked for is kept up to the limit`(
    codings: [String]
  ) throws {
    var limits = TransferLimits()
    limits.wireBytes = 100
    let body = [UInt8](repeating: 0x61, count: 100)
    #expect(try count([body], codings: codings, limits: limits) == (nil, 100))
    #expect(try count([body, [0x61]], codings: codings, limits: limits).outcome == .wireLimit)
  }

  @Test func `damage is told from size`() throws {
    let limits = TransferLimits()
    #expect(
      try count([Array("no gzip".utf8)], codings: ["gzip"], limits: limits).outcome == .badCoding)
    #expect(try count([Array("zz\r\n".utf8)], chunked: true, limits: limits).outcome == .badChunk)
    #expect(
      try count([Array("fffffffffffffffff\r\n".utf8)], chunked: true, limits: limits).outcome
        == .badChunk)
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func `chunks are taken off however they are cut up`(step: Int) throws {
    let coded = Array(
      "4;name=value\r\nWiki\r\n6\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0\r\nX: y\r\n\r\n".utf8)
    var dechunker = Dechunker()
    var content: [UInt8] = []
    var index = 0
    while index < coded.count {
      let piece = Array(coded[index..<min(index + step, coded.count)])
      let isSound = piece.withUnsafeBufferPointer { buffer in
        dechunker.decode(buffer) { content.append(contentsOf: $0) }
      }
      #expect(isSound)
      index += step
    }
    #expect(String(decoding: content, as: UTF8.self) == "Wikipedia in \r\n\r\nchunks.")
    #expect(dechunker.isDone)
  }
}
