internal import CISAL

/// Makes gzip members, one after another. For one thread.
///
/// ISA-L at its level 1 makes pages as small as zlib at its level 1, in half the time.
final class GzipWriter {
  private let compressor: UnsafeMutableRawPointer

  /// Bytes below which making codes costs more than it saves.
  private static let smallCount = 1024

  init() {
    guard let compressor = cisal_new() else { preconditionFailure("out of memory") }
    self.compressor = compressor
  }

  deinit { cisal_free(compressor) }

  /// Starts a member for about `count` bytes.
  func begin(count: Int) {
    cisal_begin(compressor, count < Self.smallCount ? 0 : 1)
  }

  /// Appends to the member under way; what comes out goes to the end of `output`.
  func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    if bytes.count > 0 { run(bytes, ends: false, &output) }
  }

  func write(_ bytes: [UInt8], to output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0, to: &output) }
  }

  /// Ends the member.
  func finish(to output: inout [UInt8]) {
    run(UnsafeBufferPointer(start: nil, count: 0), ends: true, &output)
  }

  private func run(_ bytes: UnsafeBufferPointer<UInt8>, ends: Bool, _ output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { block in
      var rest = bytes
      var written = 0
      repeat {
        var consumed = 0
        // Cannot fail with a sound state and room to write.
        let isSound =
          cisal_write(
            compressor, rest.baseAddress, rest.count, ends ? 1 : 0, block.baseAddress,
            block.count, &consumed, &written) == 1
        precondition(isSound, "compressor state damaged")
        rest = UnsafeBufferPointer(rebasing: rest[consumed...])
        output.append(contentsOf: block[..<written])
      } while written == block.count || !rest.isEmpty
    }
  }
}
