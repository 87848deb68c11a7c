/// One normalised field as extraction reads it.
///
/// Borrowed: the memory stays in place until `extract` returns.
package struct ExtractionText {
  /// Normalised UTF-8; never read where `byteCount` is 0.
  package let start: UnsafePointer<UInt8>
  /// Length in bytes.
  package let byteCount: Int
  /// The way back to the original field.
  package let map: OffsetMap

  /// Takes the parts as they are.
  package init(start: UnsafePointer<UInt8>, byteCount: Int, map: OffsetMap) {
    self.start = start
    self.byteCount = byteCount
    self.map = map
  }
}
