internal import CZlib

/// Makes gzip members, one after another. For one thread.
final class GzipWriter {
  private var stream = z_stream()

  // Level 1: on pages it saves nearly as much as the default in a third of the time.
  init(level: Int32 = 1) {
    precondition(czlib_deflate_begin(&stream, level) == Z_OK, "out of memory")
  }

  deinit { deflateEnd(&stream) }

  /// Appends to the member under way; what comes out goes to the end of `output`.
  func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    // zlib does not write to its input, whatever the type says.
    stream.next_in = UnsafeMutablePointer(mutating: base)
    stream.avail_in = uInt(bytes.count)
    run(Z_NO_FLUSH, &output)
  }

  func write(_ bytes: [UInt8], to output: inout [UInt8]) {
    bytes.withUnsafeBufferPointer { write($0, to: &output) }
  }

  /// Ends the member.
  func finish(to output: inout [UInt8]) {
    stream.avail_in = 0
    run(Z_FINISH, &output)
    deflateReset(&stream)
  }

  private func run(_ flush: Int32, _ output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { block in
      repeat {
        stream.next_out = block.baseAddress
        stream.avail_out = uInt(block.count)
        // Cannot fail with a sound state and room to write.
        let status = deflate(&stream, flush)
        precondition(status != Z_STREAM_ERROR, "zlib state damaged")
        output.append(contentsOf: block[..<(block.count - Int(stream.avail_out))])
      } while stream.avail_out == 0
    }
  }
}
