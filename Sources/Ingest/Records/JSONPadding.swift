internal import CSimdJSON

extension Collection<UInt8> {
  /// A copy with the bytes behind it that the JSON parser may read.
  var paddedForJSON: [UInt8] { Array(self) + [UInt8](repeating: 0x20, count: Int(sj_padding)) }
}
