internal import COpenSSL
package import Model

/// Masks contacts by keyed tokens, so that the same contact stays recognisable within what one key
/// was used for, and cannot be read or guessed without the key.
///
/// A token is `[kind-` and the first ten hexadecimal digits of HMAC-SHA-256 over kind and value,
/// then `]`. Everything downstream is computed from the masked text: digests and fingerprints of
/// the original would let the few digits of a telephone number be found by trying them all.
package struct Redactor: Sendable {
  private let key: [UInt8]

  /// - Parameter key: 32 bytes or more of secret.
  package init(key: [UInt8]) { self.key = key }

  /// One document with its contacts masked, in a batch of its own.
  package struct Redacted {
    /// Holds the document's bytes only.
    package var batch: DocumentBatch
    /// Of the record's other fields, in which contacts may stand as well, only the category.
    package var document: Document
    /// Spans in the masked text, identifiers with masked values.
    package var finding: Finding
  }

  /// Masks the contacts of `document`, whose bytes are in `batch`.
  ///
  /// - Parameter category: the kind of ad that the record's other fields name, if they do: links are
  ///   judged by it.
  package func redact(
    _ document: Document, _ finding: Finding, category: String?, in batch: DocumentBatch
  ) -> Redacted {
    var result = Redacted(batch: DocumentBatch(), document: document, finding: Finding())
    result.batch.sources = batch.sources
    var finding = finding
    var masks: [Field: FieldMask] = [:]
    for field in Field.allCases {
      let mask = FieldMask(
        original: batch.bytes[document.range(of: field).range],
        tokens: finding.identifiers.filter { $0.field == field }.compactMap { identifier in
          token(for: identifier.value).map { (identifier.span, $0) }
        })
      masks[field] = mask
      let range = result.batch.append(mask.text)
      if field == .title { result.document.title = range } else { result.document.text = range }
    }
    let originals = finding.identifiers.map(\.value)
    for index in finding.identifiers.indices {
      let identifier = finding.identifiers[index]
      finding.identifiers[index].span = masks[identifier.field]!.masked(identifier.span)
      if let token = token(for: identifier.value) {
        finding.identifiers[index].value = identifier.value.masked(by: token)
      }
    }
    for index in finding.matches.indices {
      let match = finding.matches[index]
      finding.matches[index].span = masks[match.field]!.masked(match.span)
    }
    let contacts = finding.identifiers.indices.compactMap {
      index -> (text: [UInt8], token: String)? in
      let original = originals[index]
      guard let token = token(for: original), let text = original.writtenForm else { return nil }
      return (Array(text.utf8), token)
    }
    func masked(_ range: ByteRange) -> ByteRange {
      result.batch.append(maskLoosely(Array(batch.bytes[range.range]), contacts))
    }
    result.finding = finding
    result.document.id = masked(document.id)
    result.document.url = document.url.map(masked)
    result.document.place = document.place.map(masked)
    result.document.extra = category.map {
      var member = JSONBuffer()
      member.raw("\"category\":")
      member.string(String(decoding: maskLoosely(Array($0.utf8), contacts), as: UTF8.self))
      return result.batch.append(member.bytes)
    }
    result.document.recordID = nil
    return result
  }

  /// Masks what looks like a contact in a field that extraction does not read, and the contacts
  /// that the ad names.
  ///
  /// - Parameter contacts: handles, addresses and the like, in lower case.
  private func maskLoosely(
    _ text: [UInt8], _ contacts: [(text: [UInt8], token: String)]
  ) -> [UInt8] {
    var spans: [(span: ByteSpan, token: String)] = []
    for (range, kind) in LooseContacts.find(in: text) {
      let value: Identifier.Value =
        switch kind {
        case .address(let address): .email(address, obscured: false)
        // The token of the same number in the text, where it is one of North America.
        case .number(let digits) where digits.count == 10:
          .phone(e164: "+1" + digits, obscured: false)
        case .number(let digits): .phone(e164: "+" + digits, obscured: false)
        }
      if let token = token(for: value) {
        spans.append((ByteSpan(range.lowerBound, range.upperBound), token))
      }
    }
    let lowered = text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    for contact in contacts where contact.text.count >= 4 && contact.text.count <= text.count {
      for start in 0...(text.count - contact.text.count)
      where lowered[start...].starts(with: contact.text) {
        spans.append((ByteSpan(start, start + contact.text.count), contact.token))
      }
    }
    return FieldMask(original: text[...], tokens: spans).text
  }

  /// The token of a contact; nil for what is not one.
  private func token(for value: Identifier.Value) -> String? {
    let text: String
    switch value {
    case .phone(let number, _): text = number
    case .email(let address, _): text = address
    case .handle(let platform, let name), .wallet(let platform, let name),
      .payment(let platform, let name):
      text = "\(platform):\(name)"
    case .url(let address): text = address
    case .name(let name): text = name.lowercased()
    case .age, .clientAge, .price, .place, .height, .weight, .date: return nil
    }
    let message = Array("\(value.kind):\(text)".utf8)
    var digest = [UInt8](repeating: 0, count: 32)
    let status = openssl_hmac_sha256(key, Int32(key.count), message, message.count, &digest)
    precondition(status == 1, "HMAC-SHA-256 is not available")
    return "[\(value.kind)-\(Hex.text(digest.prefix(5)))]"
  }
}

/// One field with some spans replaced by tokens.
private struct FieldMask {
  private(set) var text: [UInt8] = []
  private var map = OffsetMap()

  /// - Parameter tokens: spans of `original`; of spans that overlap the first covers both.
  init(original: ArraySlice<UInt8>, tokens: [(span: ByteSpan, token: String)]) {
    let original = Array(original)
    var copied = 0
    let ordered = tokens.sorted { $0.span < $1.span }
    var index = 0
    while index < ordered.count {
      var end = ordered[index].span.end
      let token = ordered[index]
      index += 1
      while index < ordered.count, ordered[index].span.start < end {
        end = max(end, ordered[index].span.end)
        index += 1
      }
      text += original[copied..<Int(token.span.start)]
      let start = text.count
      text += Array(token.token.utf8)
      // The map leads from the first text to the second: here from the original to the mask.
      map.append(
        normalised: Int(token.span.start)..<Int(end), original: start..<text.count)
      copied = Int(end)
    }
    text += original[copied...]
  }

  /// The span of masked text that stands for `span` of the original.
  func masked(_ span: ByteSpan) -> ByteSpan { map.original(of: span) }
}

extension DocumentBatch {
  /// Appends bytes and says where they are.
  fileprivate mutating func append(_ piece: some Collection<UInt8>) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: piece)
    return ByteRange(start, bytes.count)
  }
}

extension Identifier.Value {
  /// How a contact that has no shape of its own is written elsewhere, in lower case.
  fileprivate var writtenForm: String? {
    switch self {
    case .handle(_, let name), .wallet(_, let name), .payment(_, let name): name.lowercased()
    case .url(let address): address.lowercased()
    default: nil
    }
  }

  /// The same kind of contact with its value replaced.
  fileprivate func masked(by token: String) -> Identifier.Value {
    switch self {
    case .phone(_, let obscured): .phone(e164: token, obscured: obscured)
    case .email(_, let obscured): .email(token, obscured: obscured)
    case .handle(let platform, _): .handle(platform: platform, token)
    case .wallet(let platform, _): .wallet(platform: platform, token)
    case .payment(let platform, _): .payment(platform: platform, token)
    case .url: .url(token)
    case .name: .name(token)
    case .age, .clientAge, .price, .place, .height, .weight, .date: self
    }
  }
}
