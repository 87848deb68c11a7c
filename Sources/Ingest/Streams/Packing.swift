/// What stands around the text of a file, as its first bytes say.
enum Packing: Equatable {
  case compressed(Coding)
  case zip
  case tar

  /// The name in the manifest.
  var name: String {
    switch self {
    case .compressed(let coding): coding.rawValue
    case .zip: "zip"
    case .tar: "tar"
    }
  }

  /// What data that starts with `start` is packed in; nil for none. Sources: the formats' own
  /// specifications (RFC 1952, RFC 8878, POSIX ustar, APPNOTE 4.3).
  static func detect(_ start: ArraySlice<UInt8>) -> Packing? {
    let bytes = Array(start.prefix(264))
    func begins(_ magic: [UInt8], at offset: Int = 0) -> Bool {
      bytes.count >= offset + magic.count && bytes[offset...].starts(with: magic)
    }
    if begins([0x1F, 0x8B]) { return .compressed(.gzip) }
    if begins(Array("BZh".utf8)), bytes.count > 3, (0x31...0x39).contains(bytes[3]) {
      return .compressed(.bzip2)
    }
    if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .compressed(.xz) }
    if begins([0x28, 0xB5, 0x2F, 0xFD]) { return .compressed(.zstd) }
    if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) { return .zip }
    if begins(Array("ustar".utf8), at: 257) { return .tar }
    return nil
  }
}
