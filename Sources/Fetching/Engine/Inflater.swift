internal import CCodecs

/// Decompresses as it comes. For one thread.
final class Inflater {
  /// What can be decompressed. Others are not asked for: their decoders need more memory than a
  /// stranger's page should be able to ask for.
  enum Coding {
    case gzip, deflate

    /// - Parameter label: of the `Content-Encoding` header, in lower case.
    init?(_ label: String) {
      switch label {
      case "gzip", "x-gzip": self = .gzip
      case "deflate": self = .deflate
      default: return nil
      }
    }
  }

  private let decoder: OpaquePointer
  private(set) var isDone = false

  init(_ coding: Coding) {
    let kind = coding == .gzip ? cc_gzip : cc_zlib
    guard let decoder = cc_new(kind) else { preconditionFailure("out of memory") }
    self.decoder = decoder
  }

  deinit { cc_free(decoder) }

  /// Hands what comes out to `sink` until it says false; false where the data is broken or would
  /// take too much memory to decompress.
  func inflate(
    _ bytes: UnsafeBufferPointer<UInt8>, sink: (UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { block in
      var rest = bytes
      while true {
        // Members may follow one another.
        if isDone {
          if rest.isEmpty { return true }
          guard cc_reset(decoder) == 0 else { return false }
          isDone = false
        }
        var consumed = 0
        var written = 0
        let status = cc_decode(
          decoder, rest.baseAddress, rest.count, block.baseAddress, block.count, &consumed,
          &written)
        rest = UnsafeBufferPointer(rebasing: rest[consumed...])
        if written > 0, !sink(UnsafeBufferPointer(rebasing: block[..<written])) { return true }
        switch status {
        case cc_ended: isDone = true
        case cc_more:
          // Wants more than there is, or has more than fitted.
          if rest.isEmpty && written < block.count { return true }
          if consumed == 0 && written == 0 { return true }
        default: return false
        }
      }
    }
  }
}
