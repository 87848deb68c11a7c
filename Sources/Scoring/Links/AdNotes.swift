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

  /// Appends the notes to `bytes`.
  func write(to bytes: inout [UInt8]) {
    var writer = ByteWriter()
    writer.text(id)
    writer.number(position)
    writer.number(outline.sums.count)
    for sum in outline.sums {
      writer.number(sum.family)
      writer.number(sum.points.thousandths)
      writer.number(sum.heaviest)
    }
    writer.number(outline.holding.count)
    for composite in outline.holding { writer.number(composite) }
    writer.number(contacts.count)
    for contact in contacts {
      writer.number(Int(contact.kind.rawValue))
      writer.number(Int(bitPattern: UInt(contact.hash)))
      writer.text(contact.platform ?? "")
      writer.text(contact.value)
    }
    bytes += writer.bytes
  }

  /// Reads what `write` has written.
  init(_ bytes: some Collection<UInt8>) {
    var reader = ByteReader(Array(bytes))
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
  }

  init(id: String, position: Int, outline: ScoreOutline, contacts: [Contact]) {
    self.id = id
    self.position = position
    self.outline = outline
    self.contacts = contacts
  }
}

/// Numbers of varying length (LEB128, zigzag) and texts behind their lengths.
private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func number(_ value: Int) {
    var rest = UInt(bitPattern: value << 1) ^ UInt(bitPattern: value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func text(_ text: String) {
    number(text.utf8.count)
    bytes += text.utf8
  }
}

/// Reads what `ByteWriter` wrote, in its order.
private struct ByteReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

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
