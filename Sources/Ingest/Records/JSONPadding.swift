internal import CSimdJSON

extension Collection<UInt8> {
  /// A copy with the bytes behind it that the JSON parser may read.
  var paddedForJSON: [UInt8] { Array(self) + [UInt8](repeating: 0x20, count: Int(sj_padding)) }

  /// Parses these bytes, mended as records are (`JSONRepair`); what is found belongs to the parser.
  func parse(with parser: OpaquePointer, into root: inout sj_element) -> sj_status {
    var scratch: [UInt8] = []
    return paddedForJSON.withUnsafeBufferPointer {
      JSONRepair.parse(
        UnsafeBufferPointer(rebasing: $0[..<count]), with: parser, scratch: &scratch, into: &root
      ).status
    }
  }
}
