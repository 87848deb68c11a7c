import Foundation
import Model
import Scanning

/// The lines of a file, normalised as a scan does it, ahead of any clock.
final class PreparedTexts {
  /// One text: where its bytes are and which map leads back.
  private struct Text {
    /// In `arena`, or in the file where the text needed no change.
    var isInArena: Bool
    var range: Range<Int>
    var map: OffsetMap
  }

  private let file: UnsafeBufferPointer<UInt8>
  private var arena: [UInt8] = []
  private var texts: [Text] = []
  /// Bytes of all texts as matcher and extractor see them.
  private(set) var byteCount = 0

  /// - Parameter file: stays in place as long as this object.
  init(lines file: UnsafeBufferPointer<UInt8>) {
    self.file = file
    let normaliser = Normaliser()
    var start = 0
    while start < file.count {
      let end = file[start...].firstIndex(of: 0x0A) ?? file.count
      var map = OffsetMap()
      let before = arena.count
      let changed = normaliser.normalise(
        UnsafeBufferPointer(rebasing: file[start..<end]), into: &arena, map: &map)
      texts.append(
        Text(isInArena: changed, range: changed ? before..<arena.count : start..<end, map: map))
      byteCount += texts[texts.count - 1].range.count
      start = end + 1
    }
  }

  var count: Int { texts.count }

  /// Hands the texts to `body` in batches of about `batchByteCount` bytes.
  func forEachBatch(_ body: (Range<Int>, UnsafeBufferPointer<TextSlice>) -> Void) {
    arena.withUnsafeBufferPointer { arena in
      var slices: [TextSlice] = []
      var (first, bytes) = (0, 0)
      for index in texts.indices {
        let text = texts[index]
        guard let base = (text.isInArena ? arena : file).baseAddress else { continue }
        slices.append(
          TextSlice(
            start: base + text.range.lowerBound, byteCount: text.range.count, field: .text))
        bytes += text.range.count
        if bytes >= batchByteCount || index == texts.count - 1 {
          slices.withUnsafeBufferPointer { body(first..<index + 1, $0) }
          slices.removeAll(keepingCapacity: true)
          (first, bytes) = (index + 1, 0)
        }
      }
    }
  }

  /// The way back from text `index` to its line.
  func map(_ index: Int) -> OffsetMap { texts[index].map }
}
