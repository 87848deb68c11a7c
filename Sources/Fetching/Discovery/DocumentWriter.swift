internal import Model

/// Writes the ads as JSON lines that `scan` reads.
final class DocumentWriter {
  private let file: AppendFile
  private let folder: String
  private var line = JSONBuffer()

  /// - Parameters:
  ///   - goodLength: what of the file counts.
  ///   - folder: the crawl's folder as the user named it, for the source of a document.
  init(_ path: String, goodLength: Int, folder: String) throws(FetchError) {
    file = try AppendFile(path, goodLength: goodLength)
    self.folder = folder
  }

  /// Bytes that count after a flush.
  var length: Int { file.length }

  /// Adds a document. One without an id of its own goes by its address.
  func add(
    _ ad: AdFields, address: WebAddress, fetched: Instant, recordID: String, file name: String
  ) throws(FetchError) {
    line.removeAll()
    line.raw("{\"schema\":1,\"id\":")
    line.string(ad.id ?? address.text)
    line.raw(",\"url\":")
    line.string(address.text)
    line.raw(",\"title\":")
    line.string(ad.title ?? "")
    line.raw(",\"text\":")
    line.string(ad.text ?? "")
    line.raw(",\"posted\":")
    line.stringOrNull(ad.posted)
    line.raw(",\"place\":")
    line.stringOrNull(ad.place)
    line.raw(",\"price\":")
    line.stringOrNull(ad.price)
    line.raw(",\"fetched\":")
    line.string(fetched.description)
    line.raw(",\"source\":{\"path\":")
    line.string(folder + "/" + name)
    line.raw(",\"recordID\":")
    line.string(recordID)
    line.raw("}}\n")
    try file.append(line.bytes)
  }

  /// Everything is on the disk when this returns.
  func flush() throws(FetchError) { try file.flush() }
}
