import Foundation
import Model
import Scanning

/// Writes lines of `queue.rejects.jsonl`: where a record stood, why it was not scanned, and its
/// first bytes in base64.
enum RejectLine {
  /// Appends one line without its line feed.
  ///
  /// - Parameter keepsRaw: false leaves the raw bytes out, for redacted runs.
  static func write(_ reject: RejectedRecord, keepsRaw: Bool, to json: inout JSONBuffer) {
    json.raw("{\"schema\":1,\"source\":")
    FindingWriter.write(reject.source, to: &json)
    json.raw(",\"start\":")
    json.integer(reject.byteOffset)
    json.raw(",\"end\":")
    json.integer(reject.byteOffset + reject.byteCount)
    json.raw(",\"reason\":")
    json.string(reject.reason.rawValue)
    json.raw(",\"detail\":")
    json.string(reject.detail)
    json.raw(",\"raw\":")
    let raw = keepsRaw ? reject.raw : nil
    json.stringOrNull(raw.map { Data($0).base64EncodedString() })
    let isCut = (raw?.count ?? RejectedRecord.rawByteLimit) < reject.byteCount
    json.raw(isCut ? ",\"rawCut\":true}" : ",\"rawCut\":false}")
  }
}
