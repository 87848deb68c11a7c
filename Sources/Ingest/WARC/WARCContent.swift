internal import Model

/// Takes the documents out of a record: HTTP header, transfer and content coding, page, feed or text.
struct WARCContent: Sendable {
  let header: MessageHeader
  let options: IngestOptions

  private var limits: IngestLimits { options.limits }
  private var url: [UInt8]? { header["warc-target-uri"].map { Array($0.trimmingAngles().utf8) } }
  private var date: Instant? {
    header["warc-date"].flatMap { DateText.instant(Array($0.utf8)) }
  }

  /// What the record says; of a feed each item for itself.
  func documents(in content: [UInt8]) -> [Result<BatchBuilder.Parts, ContentError>] {
    do throws(ContentError) {
      var body = content
      var type = header["content-type"].map(MediaType.init)
      if type?.name == "application/http" {
        let message = try response(content)
        body = message.body
        type = message.header["content-type"].map(MediaType.init)
      }
      guard FeedItems.begin(body[...]) else { return [.success(try parts(of: body, type))] }
      return FeedReader.documents(in: body, charset: type?.charset, options: options).map {
        $0.map(completed)
      }
    } catch {
      return [.failure(error)]
    }
  }

  /// An item's parts, with those of the record where it has none of its own.
  private func completed(_ parts: BatchBuilder.Parts) -> BatchBuilder.Parts {
    var parts = parts
    parts.url = parts.url ?? url
    parts.posted = parts.posted ?? date
    parts.hasUnreadDate = parts.hasUnreadDate && parts.posted == nil
    return parts
  }

  private func parts(
    of body: [UInt8], _ type: MediaType?
  ) throws(ContentError) -> BatchBuilder.Parts {
    if isPage(type?.name, body) {
      return try BatchBuilder.Parts(
        page: body, charset: type?.charset, url: url, date: date, limits: limits)
    }
    guard type == nil || type?.name.hasPrefix("text/") == true else {
      throw ContentError(reason: .notText, detail: "content of another type than HTML or text")
    }
    var parts = BatchBuilder.Parts()
    parts.text = Charset.utf8(body, label: type?.charset)
    parts.url = url
    parts.posted = date
    guard !parts.text.allSatisfy(\.isWhiteSpace) else {
      throw ContentError(reason: .noText, detail: "no content")
    }
    return parts
  }

  private func isPage(_ type: String?, _ body: [UInt8]) -> Bool {
    if type == "text/html" || type == "application/xhtml+xml" { return true }
    return type == nil && HTMLText.isHTML(body[...])
  }

  private func response(
    _ content: [UInt8]
  ) throws(ContentError) -> (header: MessageHeader, body: [UInt8]) {
    guard let end = Self.endOfHeader(content), let header = MessageHeader(content[..<end]),
      header.start.hasPrefix("HTTP/")
    else { throw ContentError(reason: .undecodable, detail: "no HTTP header") }
    var body = Array(content[end...])
    // Crawlers often store the plain body below the header that came with the coded one.
    if header["transfer-encoding"]?.lowercased().contains("chunked") == true {
      body = Chunked.decoded(body) ?? body
    }
    switch header["content-encoding"]?.lowercased() ?? "identity" {
    case "identity", "", "none", "utf-8": break
    case "gzip", "x-gzip":
      if body.starts(with: [0x1F, 0x8B]) { body = try decoded(body, [.gzip]) }
    case "deflate":
      // Servers send both what the standard asks for and what it warns of.
      if !HTMLText.isHTML(body[...]) { body = try decoded(body, [.zlib, .deflate]) }
    case "zstd":
      if body.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { body = try decoded(body, [.zstd]) }
    case let coding:
      if coding.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), coding.utf8.count < 16 {
        throw ContentError(reason: .undecodable, detail: "content coding '\(coding)'")
      }
      throw ContentError(reason: .undecodable, detail: "unknown content coding")
    }
    return (header, body)
  }

  private static func endOfHeader(_ content: [UInt8]) -> Int? {
    for index in content.indices where content[index] == 0x0A {
      let rest = content[(index + 1)...].prefix(2)
      if rest.first == 0x0A { return index + 2 }
      if rest.elementsEqual([0x0D, 0x0A]) { return index + 3 }
    }
    return nil
  }

  private func decoded(
    _ bytes: [UInt8], _ codings: [Coding]
  ) throws(ContentError) -> [UInt8] {
    for coding in codings {
      let decoder = Decoder(coding)
      var result: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 1 << 16)
      var rest = bytes[...]
      while true {
        let step = block.withUnsafeMutableBytes { decoder.decode(rest, into: $0) }
        rest = rest.dropFirst(step.consumed)
        result += block[..<step.written]
        if result.count > limits.recordBytes {
          throw ContentError(
            reason: .expansionLimit,
            detail: "content grew to more than \(limits.recordBytes) bytes")
        }
        if step.status == .ended { return result }
        if step.status != .more { break }
        if step.written == 0 && rest.isEmpty {
          throw ContentError(reason: .undecodable, detail: "compressed content ends early")
        }
      }
    }
    throw ContentError(reason: .undecodable, detail: "damaged compressed content")
  }
}

/// Chunked transfer coding. Source: RFC 9112, section 7.1.
enum Chunked {
  /// The content without its chunk lines; nil where it is not chunked.
  static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard let end = bytes[index...].firstIndex(of: 0x0A) else { return nil }
      let digits = bytes[index..<end].prefix { Self.isHexDigit($0) }
      guard !digits.isEmpty, digits.count <= 8,
        let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      if size == 0 { return result }
      let start = end + 1
      guard start + size <= bytes.count else {
        // A connection that broke: what came is kept.
        return result + bytes[start...]
      }
      result += bytes[start..<start + size]
      index = start + size
      while index < bytes.count, bytes[index] == 0x0D || bytes[index] == 0x0A { index += 1 }
    }
    return result
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
  }
}
