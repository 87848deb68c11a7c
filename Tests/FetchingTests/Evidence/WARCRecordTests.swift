import Generated
import Foundation
import Model
import Testing

@testable import Fetching

struct WARCRecordTests {
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "fetching-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try body(folder)
    try FileManager.default.removeItem(atPath: folder)
  }

  private let info = WARCRecord(
    kind: .warcinfo, id: "urn:uuid:1", date: Instant(milliseconds: 0).description,
    contentType: "application/warc-fields", head: Array("software: x\r\n".utf8))

  private func member(_ folder: String, _ place: RecordPlace) throws -> [UInt8] {
    try RandomFile(folder + "/" + place.file).read(at: place.offset, count: place.length)
  }

  @Test func `the bytes of a record are those of the standard`() throws {
    try inFolder { folder in
      let writer = try WARCWriter(folder: folder, at: nil, fileBytes: 1 << 30) { _ in info }
      let written = try writer.write(info)
      try writer.write()
      let bytes = try member(folder, written.place)
      var plain: [UInt8] = []
      let inflater = Inflater(.gzip)
      _ = bytes.withUnsafeBufferPointer {
        inflater.inflate($0) {
          plain += $0; return true
        }
      }
      let digest = SHA256.label(SHA256.digest(Array("software: x\r\n".utf8)))
      #expect(
        String(decoding: plain, as: UTF8.self)
          == "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
          + "WARC-Date: 1970-01-01T00:00:00Z\r\nWARC-Block-Digest: \(digest)\r\n"
          + "Content-Type: application/warc-fields\r\nContent-Length: 13\r\n\r\n"
          + "software: x\r\n\r\n\r\n")
      #expect(SHA256.digest(bytes) == written.place.digest)
    }
  }

  @Test func `record ids are random UUIDs and no two are equal`() {
    let ids = (0..<1000).map { _ in WARCRecord.newID() }
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.hasPrefix("urn:uuid:"))
      let uuid = UUID(uuidString: String(id.dropFirst(9)))
      // Source: RFC 9562, sections 4.1 and 5.4.
      #expect(uuid.map { $0.uuid.6 >> 4 == 4 && $0.uuid.8 >> 6 == 0b10 } == true)
    }
  }

  @Test func `no field can start another`() {
    var record = info
    record.fields = [("X", "a\r\nWARC-Type: response")]
    let header = String(decoding: record.header(length: 0, blockDigest: []), as: UTF8.self)
    #expect(header.contains("X: a  WARC-Type: response\r\n"))
    #expect(
      String(decoding: WARCRecord.lines([("a", "b\nc: d")]), as: UTF8.self) == "a: b c: d\r\n")
  }

  @Test func `what a killed run left behind the good length is cut off`() throws {
    try inFolder { folder in
      var position: WARCWriter.Position?
      do {
        let writer = try WARCWriter(folder: folder, at: nil, fileBytes: 100) { _ in info }
        _ = try writer.write(info)
        try writer.write()
        position = writer.position
        _ = try writer.write(info)
        _ = try writer.startFileIfNeeded(isNewRun: false)
        try writer.write()
        #expect(writer.position.number == 2)
      }
      let writer = try WARCWriter(folder: folder, at: position, fileBytes: 1 << 30) { _ in info }
      #expect(writer.position == position)
      let size = try RandomFile(folder + "/" + WARCWriter.name(1)).size
      #expect(size == position?.length)
      #expect(!FileManager.default.fileExists(atPath: folder + "/" + WARCWriter.name(2)))
    }
  }

  @Test func `a file that lost bytes is an error`() throws {
    try inFolder { folder in
      let path = folder + "/x"
      FileManager.default.createFile(atPath: path, contents: Data(count: 5))
      #expect(throws: FetchError.tooShort(path: path, expected: 6, found: 5)) {
        try AppendFile(path, goodLength: 6)
      }
    }
  }

  @Test func `a body of any size goes through a file and comes out the same`() throws {
    try inFolder { folder in
      var generator = SeededGenerator(seed: 3)
      var body = BodyStore()
      var expected: [UInt8] = []
      for _ in 0..<40 {
        let piece = (0..<20_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        expected += piece
        #expect(piece.withUnsafeBufferPointer { body.append($0, folder: folder) } == nil)
      }
      #expect(body.count == expected.count)
      #expect(try body.prefix(.max) == expected)
      #expect(try body.prefix(1000) == Array(expected[..<1000]))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      var record = info
      record.kind = .response
      record.body = body
      let writer = try WARCWriter(folder: folder, at: nil, fileBytes: 1 << 30) { _ in info }
      let written = try writer.write(record)
      try writer.write()
      let stored = try #require(StoredRecord(member: try member(folder, written.place)))
      #expect(stored.block.elementsEqual(Array("software: x\r\n".utf8) + expected))
      #expect(SHA256.digest(stored.block) == written.blockDigest)
    }
  }
}
