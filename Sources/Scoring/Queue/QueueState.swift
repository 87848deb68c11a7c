internal import Foundation
internal import Model

/// What a `QueueMaker` had taken in when its files were kept: all of it that is not in them.
package struct QueueState: Sendable, Equatable, Codable {
  /// A file that ads come from.
  struct Origin: Sendable, Equatable, Codable {
    var path: String
    var member: String?
    var countsRecords: Bool

    init(_ source: BatchSource) {
      path = source.path
      member = source.member
      countsRecords = source.counting == .records
    }

    var source: BatchSource {
      BatchSource(path: path, member: member, counting: countsRecords ? .records : .lines)
    }
  }

  var lineByteCount = 0
  var noteByteCount = 0
  var sketchCount = 0
  /// The sketches behind the last whole block.
  var lastSketches = Data()
  var adRuns: [Range<Int>] = []
  var factRuns: [Range<Int>] = []
  /// By number.
  var places: [String] = []
  /// By number.
  var origins: [Origin] = []

  /// Nothing.
  init() {}
}
