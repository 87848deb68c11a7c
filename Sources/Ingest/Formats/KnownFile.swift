/// Files that hold no text, or none that can be read here, and what to do with them.
enum KnownFile {
  private static let marks: [(mark: [UInt8], detail: String)] = [
    (Array("%PDF-".utf8), "a PDF document; save its text and scan that"),
    (Array("SQLite format 3".utf8), "an SQLite database; export its table as CSV"),
    (Array("PAR1".utf8), "a Parquet file; export it as JSON lines or CSV"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], office),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive; unpack it first"),
    (Array("Rar!".utf8), "a RAR archive; unpack it first"),
    ([0x04, 0x22, 0x4D, 0x18], "compressed with LZ4; unpack it first"),
    ([0x89, 0x50, 0x4E, 0x47], picture), (Array("GIF8".utf8), picture),
    ([0xFF, 0xD8, 0xFF], picture), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
  ]
  private static let office = "an Office document; save it as CSV or plain text"
  private static let picture = "a picture"

  /// What the file is that starts with `start`, and how its text can be had; nil for others.
  ///
  /// Sources: the formats' own specifications; for Office documents ECMA-376, part 2, and
  /// OpenDocument 1.3, part 2.
  static func detail(_ start: ArraySlice<UInt8>) -> String? {
    marks.first { start.starts(with: $0.mark) }?.detail ?? (isOfficeArchive(start) ? office : nil)
  }

  /// Whether a zip archive holds what only Office documents do.
  private static func isOfficeArchive(_ start: ArraySlice<UInt8>) -> Bool {
    let header: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    guard start.starts(with: header) else { return false }
    let names = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "word/document.xml"]
      .map { Array($0.utf8) }
    var place = start.startIndex
    while let next = start[place...].firstIndex(of: header[0]) {
      place = next + 1
      guard start[next...].starts(with: header) else { continue }
      let name = start[next...].dropFirst(30)
      if names.contains(where: name.starts) { return true }
    }
    return start.dropFirst(30).starts(with: Array("mimetypeapplication/vnd.oasis.".utf8))
  }
}
