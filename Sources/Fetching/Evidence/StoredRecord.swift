/// A WARC record as it is read back.
struct StoredRecord {
  private let fields: [(name: String, value: String)]
  /// Header and payload together.
  let block: ArraySlice<UInt8>

  /// - Parameter member: one gzip member with one record; nil where it is anything else.
  init?(member: [UInt8]) {
    var bytes: [UInt8] = []
    let inflater = Inflater(.gzip)
    let isSound = member.withUnsafeBufferPointer { buffer in
      inflater.inflate(buffer) { block in
        bytes.append(contentsOf: block)
        return true
      }
    }
    guard isSound, inflater.isDone, bytes.starts(with: Array("WARC/1.1\r\n".utf8)),
      let end = Self.endOfHeader(bytes[...])
    else { return nil }
    fields = bytes[..<end].split(separator: 0x0A).dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: 0x3A) else { return nil }
      let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
      return (
        String(decoding: line[..<colon], as: UTF8.self).lowercased(),
        String(value.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      )
    }
    guard let text = fields.first(where: { $0.name == "content-length" })?.value,
      let length = Int(text), bytes.count == end + length + 4,
      bytes.suffix(4).elementsEqual([0x0D, 0x0A, 0x0D, 0x0A])
    else { return nil }
    block = bytes[end..<end + length]
  }

  /// The value of the first field with this name, which is given in lower case.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// What follows the HTTP header; nil where there is none.
  var payload: ArraySlice<UInt8>? { Self.endOfHeader(block).map { block[$0...] } }

  private static func endOfHeader(_ bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while let end = bytes[index...].firstIndex(of: 0x0A) {
      if bytes[(end + 1)...].starts(with: [0x0D, 0x0A]) { return end + 3 }
      index = end + 1
    }
    return nil
  }
}
