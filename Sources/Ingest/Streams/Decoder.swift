internal import CCodecs

/// How a stream of bytes was compressed.
enum Coding: String {
  case gzip, bzip2, xz, zstd
  /// Deflated data in a zlib wrapper: HTTP's `deflate` by the standard.
  case zlib
  /// Deflated data without a wrapper: HTTP's `deflate` as some servers send it.
  case deflate

  fileprivate var code: cc_coding {
    switch self {
    case .gzip: cc_gzip
    case .bzip2: cc_bzip2
    case .xz: cc_xz
    case .zstd: cc_zstd
    case .zlib: cc_zlib
    case .deflate: cc_deflate
    }
  }
}

/// A decoder's state for one stream of compressed data.
final class Decoder {
  /// What one call did.
  struct Step {
    enum Status { case more, ended, damaged, tooLarge }

    var consumed: Int
    var written: Int
    var status: Status
  }

  private let decoder: OpaquePointer

  init(_ coding: Coding) {
    guard let decoder = cc_new(coding.code) else { preconditionFailure("out of memory") }
    self.decoder = decoder
  }

  deinit { cc_free(decoder) }

  /// Makes ready for the next member.
  func reset() { precondition(cc_reset(decoder) == 0, "out of memory") }

  /// Decodes as much of `input` as fits `output`.
  func decode(_ input: ArraySlice<UInt8>, into output: UnsafeMutableRawBufferPointer) -> Step {
    input.withUnsafeBufferPointer { source in
      var step = Step(consumed: 0, written: 0, status: .more)
      let status = cc_decode(
        decoder, source.baseAddress, source.count,
        output.bindMemory(to: UInt8.self).baseAddress, output.count, &step.consumed, &step.written)
      step.status =
        switch status {
        case cc_more: .more
        case cc_ended: .ended
        case cc_too_large: .tooLarge
        default: .damaged
        }
      return step
    }
  }
}
