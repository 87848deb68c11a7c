internal import Model

/// The append-only list of everything that was written: one line a WARC record, each with the
/// hash of the line before, so that no line can be changed, added or taken out unseen.
final class Manifest {
  /// Where the file stands, for the frontier.
  struct Position: Sendable, Equatable {
    var length = 0
    var lines = 0
    /// SHA-256 of the last line, without its line feed; zeros before the first.
    var last = [UInt8](repeating: 0, count: 32)
  }

  static let name = "manifest.jsonl"

  private let custody: Custody
  let file: AppendFile
  private(set) var position: Position
  private var line = JSONBuffer()
  private let chain = SHA256()

  init(folder: String, at position: Position?, custody: Custody) throws(FetchError) {
    self.custody = custody
    self.position = position ?? Position()
    file = try AppendFile(folder + "/" + Self.name, goodLength: self.position.length)
  }

  /// What a line says besides the record itself.
  struct Facts {
    var outcome: Outcome?
    var status: Int?
    var mediaType: String?
  }

  func add(_ record: WARCRecord, _ written: WrittenRecord, _ facts: Facts) throws(FetchError) {
    line.removeAll()
    line.raw("{\"schema\":1,\"sequence\":")
    line.integer(position.lines + 1)
    line.raw(",\"previous\":")
    line.string(SHA256.label(position.last))
    line.raw(",\"type\":")
    line.string(record.kind.rawValue)
    line.raw(",\"recordID\":")
    line.string(record.id)
    line.raw(",\"url\":")
    line.stringOrNull(record.target)
    line.raw(",\"time\":")
    line.string(record.date)
    line.raw(",\"outcome\":")
    line.stringOrNull(facts.outcome?.rawValue)
    line.raw(",\"status\":")
    if let status = facts.status { line.integer(status) } else { line.raw("null") }
    line.raw(",\"mediaType\":")
    line.stringOrNull(facts.mediaType)
    line.raw(",\"digest\":")
    line.string(SHA256.label(written.blockDigest))
    line.raw(",\"payloadDigest\":")
    line.stringOrNull(record.payloadDigest.map(SHA256.label))
    line.raw(",\"file\":")
    line.string(written.place.file)
    line.raw(",\"offset\":")
    line.integer(written.place.offset)
    line.raw(",\"length\":")
    line.integer(written.place.length)
    line.raw(",\"memberDigest\":")
    line.string(SHA256.label(written.place.digest))
    line.raw(",\"tool\":")
    line.string(custody.tool)
    line.raw(",\"case\":")
    line.stringOrNull(custody.caseReference)
    line.raw(",\"operator\":")
    line.stringOrNull(custody.operatorName)
    line.raw("}")
    chain.update(line.bytes)
    position.last = chain.finish()
    line.raw("\n")
    try file.append(line.bytes)
    position.lines += 1
    position.length = file.length
  }

  /// Everything is in the file when this returns, and survives the end of the process.
  func write() throws(FetchError) { try file.write() }
}
