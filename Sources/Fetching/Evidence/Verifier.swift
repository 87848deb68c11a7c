internal import Foundation
internal import Model

/// Checks a crawl's folder: the chain of the manifest, and every record against it.
package final class Verifier {
  /// One thing that is not as it has to be.
  package struct Problem: Sendable, Equatable, CustomStringConvertible {
    /// File and line or offset.
    package var place: String
    /// What is wrong.
    package var what: String

    package var description: String { "\(place): error: \(what)" }
  }

  /// What was checked.
  package struct Result: Sendable, Equatable {
    /// Manifest lines, one a record.
    package var records = 0
    /// Bytes of WARC files.
    package var bytes = 0
    /// WARC files.
    package var files = 0
    /// Digest of the last line: note it down, and later changes to the end show too.
    package var head = ""
    /// In the order they were found.
    package var problems: [Problem] = []
  }

  private let folder: String
  private var result = Result()
  private var ends: [String: Int] = [:]
  private var open: (name: String, file: RandomFile)?

  /// Problems that are told; beyond that one more would not help.
  private static let problemLimit = 1000

  /// - Parameter folder: the crawl's.
  package init(folder: String) { self.folder = folder }

  /// Reads everything.
  package func run() throws(FetchError) -> Result {
    let manifest = folder + "/" + Manifest.name
    var reader = try ManifestReader(folder: folder)
    var previous = [UInt8](repeating: 0, count: 32)
    while let (bytes, line) = try reader.next() {
      let place = "\(manifest):\(reader.number)"
      if let line {
        if line.previous != SHA256.label(previous) {
          add(place, "the chain is broken: a line before this one was changed, added or taken out")
        }
        if line.sequence != reader.number {
          add(place, "sequence \(line.sequence) is out of order")
        }
        try check(line, place)
        result.records += 1
      } else {
        add(place, "not a line of a manifest")
      }
      previous = SHA256.digest(bytes)
      if result.problems.count >= Self.problemLimit { break }
    }
    result.head = SHA256.label(previous)
    try checkEnds()
    return result
  }

  private func add(_ place: String, _ what: String) {
    result.problems.append(Problem(place: place, what: what))
  }

  private func check(_ line: ManifestLine, _ place: String) throws(FetchError) {
    guard line.isFileName, line.offset >= 0, line.length > 0 else {
      return add(place, "names no WARC file of this folder")
    }
    let end = ends[line.file] ?? 0
    if line.offset != end {
      add("\(line.file) offset \(end)", "bytes up to \(line.offset) are in no line of the manifest")
    }
    ends[line.file] = line.offset + line.length
    guard let file = try file(line.file, place) else { return }
    let member = try file.read(at: line.offset, count: line.length)
    guard member.count == line.length else {
      return add(place, "\(line.file) ends before the record does")
    }
    result.bytes += member.count
    guard SHA256.label(SHA256.digest(member)) == line.memberDigest else {
      return add("\(line.file) offset \(line.offset)", "the record was changed")
    }
    checkRecord(member, line)
  }

  /// The record's own digests, so that the file stands without the manifest too.
  private func checkRecord(_ member: [UInt8], _ line: ManifestLine) {
    let place = "\(line.file) offset \(line.offset)"
    guard let record = StoredRecord(member: member) else {
      return add(place, "not one gzip member with one WARC record")
    }
    if record["warc-record-id"] != "<\(line.recordID)>" { add(place, "another record id") }
    if record["warc-target-uri"] != line.url { add(place, "another address") }
    if record["warc-type"] != line.type { add(place, "another kind of record") }
    if record["warc-date"] != line.time { add(place, "another time") }
    let block = SHA256.label(SHA256.digest(record.block))
    if block != line.digest || record["warc-block-digest"] != block {
      add(place, "the block is not what its digest says")
    }
    if line.type == "response", let payload = record.payload {
      let digest = SHA256.label(SHA256.digest(payload))
      if digest != line.payloadDigest || record["warc-payload-digest"] != digest {
        add(place, "the payload is not what its digest says")
      }
    }
  }

  private func checkEnds() throws(FetchError) {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw .failed(path: folder, operation: "listing", code: errno)
    }
    for name in names.sorted() where name.hasSuffix(".warc.gz") {
      result.files += 1
      let size = try RandomFile(folder + "/" + name).size
      let end = ends[name] ?? 0
      if size > end {
        add("\(name) offset \(end)", "\(size - end) bytes are in no line of the manifest")
      }
    }
  }

  private func file(_ name: String, _ place: String) throws(FetchError) -> RandomFile? {
    if let open, open.name == name { return open.file }
    guard FileManager.default.fileExists(atPath: folder + "/" + name) else {
      add(place, "\(name) is missing")
      return nil
    }
    let file = try RandomFile(folder + "/" + name)
    open = (name, file)
    return file
  }
}

/// A file that is read at any place.
final class RandomFile {
  private let path: String
  private let descriptor: Int32
  let size: Int

  init(_ path: String) throws(FetchError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failed(path: path, operation: "opening", code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .failed(path: path, operation: "reading the size", code: errno)
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Up to `count` bytes from `offset`; fewer at the end of the file.
  func read(at offset: Int, count: Int) throws(FetchError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, min(count, size - offset)))
    var done = 0
    while done < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
          off_t(offset + done))
      }
      guard got > 0 else {
        throw .failed(path: path, operation: "reading", code: got < 0 ? errno : EIO)
      }
      done += got
    }
    return bytes
  }
}
