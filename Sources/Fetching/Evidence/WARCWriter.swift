internal import Foundation
internal import Model

/// Where a record lies.
struct RecordPlace: Sendable, Equatable {
  /// Name of the file in the crawl's folder.
  var file: String
  var offset: Int
  /// Bytes of the gzip member.
  var length: Int
  /// SHA-256 of the gzip member.
  var digest: [UInt8]
}

/// A record that has been written.
struct WrittenRecord {
  var place: RecordPlace
  var blockDigest: [UInt8]
}

/// Writes records, one gzip member each, and starts a new file when one is full.
final class WARCWriter {
  /// Where the files stand, for the frontier.
  struct Position: Sendable, Equatable {
    /// 1-based number of the file under way.
    var number: Int
    /// Its bytes that count.
    var length: Int
  }

  private let folder: String
  private let fileBytes: Int
  private let makeInfo: (String) -> WARCRecord
  private var number: Int
  /// The file under way.
  private(set) var file: AppendFile
  private let gzip = GzipWriter()
  private let member = SHA256()
  private let block = SHA256()
  private var output: [UInt8] = []

  /// - Parameters:
  ///   - fileBytes: size from which a new file is started.
  ///   - makeInfo: the `warcinfo` record for the file of the given name.
  init(
    folder: String, at position: Position?, fileBytes: Int,
    makeInfo: @escaping (String) -> WARCRecord
  ) throws(FetchError) {
    self.folder = folder
    self.fileBytes = fileBytes
    self.makeInfo = makeInfo
    number = position?.number ?? 1
    file = try AppendFile(
      folder + "/" + Self.name(number), goodLength: position?.length ?? 0)
    // Files that a killed run had started after the last commit.
    var later = number + 1
    while access(folder + "/" + Self.name(later), F_OK) == 0 {
      let path = folder + "/" + Self.name(later)
      guard unlink(path) == 0 else {
        throw .failed(path: path, operation: "removing", code: errno)
      }
      later += 1
    }
  }

  /// Name of the file with a 1-based number.
  static func name(_ number: Int) -> String {
    let digits = String(number)
    return "crawl-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".warc.gz"
  }

  var position: Position { Position(number: number, length: file.length) }

  /// Starts a new file if this one is full, and writes the `warcinfo` of a new file; nil where
  /// there is nothing to write. Called between the records that belong together.
  func startFileIfNeeded(
    isNewRun: Bool
  ) throws(FetchError) -> (record: WARCRecord, written: WrittenRecord)? {
    if file.length >= fileBytes {
      try file.flush()
      number += 1
      file = try AppendFile(folder + "/" + Self.name(number), goodLength: 0)
    } else if file.length > 0 && !isNewRun {
      return nil
    }
    let info = makeInfo(Self.name(number))
    return (info, try write(info))
  }

  func write(_ record: WARCRecord) throws(FetchError) -> WrittenRecord {
    block.update(record.head)
    try record.body?.forEachPiece { block.update($0) }
    let blockDigest = block.finish()
    let header = record.header(
      length: record.head.count + (record.body?.count ?? 0), blockDigest: blockDigest)
    let offset = file.length
    output.removeAll(keepingCapacity: true)
    gzip.begin(count: header.count + record.head.count + (record.body?.count ?? 0))
    gzip.write(header, to: &output)
    gzip.write(record.head, to: &output)
    var failure: FetchError?
    try record.body?.forEachPiece { piece in
      gzip.write(piece, to: &output)
      // Bodies of any size pass through without being held.
      if output.count >= 1 << 18 && failure == nil {
        do throws(FetchError) { try flushOutput() } catch { failure = error }
      }
    }
    if let failure { throw failure }
    gzip.write([0x0D, 0x0A, 0x0D, 0x0A], to: &output)
    gzip.finish(to: &output)
    try flushOutput()
    return WrittenRecord(
      place: RecordPlace(
        file: Self.name(number), offset: offset, length: file.length - offset,
        digest: member.finish()),
      blockDigest: blockDigest)
  }

  /// Everything is in the file when this returns, and survives the end of the process.
  func write() throws(FetchError) { try file.write() }

  private func flushOutput() throws(FetchError) {
    member.update(output)
    try file.append(output)
    output.removeAll(keepingCapacity: true)
  }
}
