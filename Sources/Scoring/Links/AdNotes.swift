internal import Model

/// What is kept of an ad beside its line, for the day when its place in the queue is known.
struct AdNotes {
  /// A contact of the ad, as it is named in the queue.
  struct Contact: Equatable {
    var kind: TextFact.Kind
    var hash: UInt64
    var platform: String?
    var value: String
  }

  var id: String
  /// The line or record in its file.
  var position: Int
  var outline: ScoreOutline
  /// In the order of kind, then value; each once.
  var contacts: [Contact]

  /// Appends notes of these parts to `bytes`.
  static func write(
    id: String, position: Int, _ outline: ScoreOutline, _ contacts: [Contact],
    to bytes: inout [UInt8]
  ) {
    bytes.appendText(id)
    bytes.appendNumber(position)
    bytes.appendNumber(outline.sums.count)
    for sum in outline.sums {
      bytes.appendNumber(sum.family)
      bytes.appendNumber(sum.points.thousandths)
      bytes.appendNumber(sum.heaviest)
    }
    bytes.appendNumber(outline.holding.count)
    for composite in outline.holding { bytes.appendNumber(composite) }
    bytes.appendNumber(contacts.count)
    for contact in contacts {
      bytes.appendNumber(Int(contact.kind.rawValue))
      bytes.appendNumber(Int(bitPattern: UInt(contact.hash)))
      bytes.appendText(contact.platform ?? "")
      bytes.appendText(contact.value)
    }
    // Next to no ad has any: notes of the others are no longer for it.
    if outline.incompleteCount > 0 { bytes.appendNumber(outline.incompleteCount) }
  }

  /// Reads what `write` has written.
  init(_ bytes: ArraySlice<UInt8>) {
    var reader = ByteReader(bytes)
    id = reader.text()
    position = reader.number()
    outline = ScoreOutline()
    for _ in 0..<reader.number() {
      outline.sums.append(
        ScoreOutline.FamilySum(
          family: reader.number(), points: Points(thousandths: reader.number()),
          heaviest: reader.number()))
    }
    for _ in 0..<reader.number() { outline.holding.append(reader.number()) }
    contacts = []
    for _ in 0..<reader.number() {
      let kind = TextFact.Kind(rawValue: UInt32(reader.number())) ?? .phone
      let hash = UInt64(UInt(bitPattern: reader.number()))
      let platform = reader.text()
      contacts.append(
        Contact(
          kind: kind, hash: hash, platform: platform.isEmpty ? nil : platform,
          value: reader.text()))
    }
    if !reader.isAtEnd { outline.incompleteCount = reader.number() }
  }
}

/// Numbers of varying length (LEB128, zigzag) and texts behind their lengths.
extension [UInt8] {
  fileprivate mutating func appendNumber(_ number: Int) {
    var rest = UInt(bitPattern: number << 1) ^ UInt(bitPattern: number >> 63)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  fileprivate mutating func appendText(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      appendNumber(utf8.count)
      append(contentsOf: utf8)
    }
  }
}

/// Reads numbers and texts in the order in which they were appended.
private struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  var isAtEnd: Bool { place == bytes.endIndex }

  mutating func number() -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while bytes[place] >= 0x80 {
      value |= UInt(bytes[place] & 0x7F) << shift
      shift += 7
      place += 1
    }
    value |= UInt(bytes[place]) << shift
    place += 1
    return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1)
  }

  mutating func text() -> String {
    let count = number()
    place += count
    return String(decoding: bytes[place - count..<place], as: UTF8.self)
  }
}
