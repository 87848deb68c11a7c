internal import Model

/// Turns exchanges into WARC records and manifest lines.
final class EvidenceWriter {
  private let warc: WARCWriter
  private let manifest: Manifest
  private let payload = SHA256()
  private var isNewRun = true
  /// Record of each certificate chain that was written.
  private var chains: [[UInt8]: String] = [:]

  /// What stands on the disk after a flush.
  struct Position: Sendable, Equatable {
    var warc: WARCWriter.Position
    var manifest: Manifest.Position
  }

  init(
    folder: String, at position: Position?, custody: Custody, fileBytes: Int, clock: CrawlClock
  ) throws(FetchError) {
    warc = try WARCWriter(
      folder: folder, at: position?.warc, fileBytes: fileBytes,
      makeInfo: { custody.info(file: $0, date: clock.instant) })
    manifest = try Manifest(folder: folder, at: position?.manifest, custody: custody)
  }

  var position: Position { Position(warc: warc.position, manifest: manifest.position) }

  /// What was kept of an exchange.
  struct Kept {
    /// The response or revisit record; nil where nothing was answered.
    var recordID: String?
    var place: RecordPlace?
    var payloadDigest: [UInt8]?
  }

  /// What an earlier crawl got from the same address.
  struct Earlier: Sendable, Equatable {
    var recordID: String
    var date: String
    var payloadDigest: [UInt8]
  }

  /// Writes all records of one exchange.
  ///
  /// - Parameter kind: what the page is, in a word: `scan` leaves out what holds no ads.
  func keep(_ exchange: Exchange, kind: String, earlier: Earlier?) throws(FetchError) -> Kept {
    if let info = try warc.startFileIfNeeded(isNewRun: isNewRun) {
      try manifest.add(info.record, info.written, Manifest.Facts())
    }
    isNewRun = false
    let facts = Manifest.Facts(
      outcome: exchange.outcome, status: exchange.status,
      mediaType: exchange.fields?.mediaType)
    let date = exchange.startedAt.description
    var chainID: String?
    if let tls = exchange.tls { chainID = try keepChain(tls, exchange, date: date) }
    guard exchange.fields != nil else {
      try keepFailure(exchange, date: date, facts)
      return Kept()
    }

    try exchange.body.forEachPiece { payload.update($0) }
    let digest = payload.finish()
    let answer = answer(
      exchange, date: date, kind: kind, payloadDigest: digest, earlier: earlier)
    let written = try warc.write(answer)
    try manifest.add(answer, written, facts)
    let related = [("WARC-Concurrent-To", "<\(answer.id)>")]
    let request = WARCRecord(
      kind: .request, date: date, target: exchange.request.address.text,
      contentType: "application/http; msgtype=request",
      fields: connection(exchange) + related,
      head: Self.asHTTP1(exchange.sent))
    try manifest.add(request, try warc.write(request), facts)
    let metadata = metadata(exchange, date: date, related, chainID: chainID)
    try manifest.add(metadata, try warc.write(metadata), facts)
    return Kept(recordID: answer.id, place: written.place, payloadDigest: digest)
  }

  /// Everything is on the disk when this returns.
  func flush() throws(FetchError) {
    try warc.write()
    try manifest.write()
    try AppendFile.sync([warc.file, manifest.file])
  }

  private func answer(
    _ exchange: Exchange, date: String, kind: String, payloadDigest: [UInt8], earlier: Earlier?
  ) -> WARCRecord {
    var fields = connection(exchange)
    fields.append(("Searchlight-Page", kind))
    if let reason = exchange.outcome.truncation { fields.append(("WARC-Truncated", reason)) }
    var record = WARCRecord(
      kind: .response, date: date, target: exchange.request.address.text,
      contentType: "application/http; msgtype=response", fields: fields,
      head: Self.asHTTP1(exchange.header), body: exchange.body, payloadDigest: payloadDigest)
    guard let earlier else { return record }
    let isSame = exchange.outcome == .ok && payloadDigest == earlier.payloadDigest
    guard isSame || exchange.outcome == .notModified else { return record }
    // Source: ISO 28500:2017, 6.7: the profiles, and what a revisit refers to.
    let profile = isSame ? "identical-payload-digest" : "server-not-modified"
    record.kind = .revisit
    record.body = nil
    record.payloadDigest = earlier.payloadDigest
    record.fields += [
      ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/\(profile)"),
      ("WARC-Refers-To", "<\(earlier.recordID)>"),
      ("WARC-Refers-To-Target-URI", exchange.request.address.text),
      ("WARC-Refers-To-Date", earlier.date),
    ]
    return record
  }

  /// Source: the WARC-Protocol and WARC-Cipher-Suite proposals (iipc/warc-specifications 42, 86).
  private func connection(_ exchange: Exchange) -> [(String, String)] {
    var fields: [(String, String)] = []
    if let address = exchange.serverAddress { fields.append(("WARC-IP-Address", address)) }
    fields.append(("WARC-Protocol", exchange.protocolName))
    if let tls = exchange.tls {
      fields.append(("WARC-Protocol", tls.version))
      if !tls.cipher.isEmpty { fields.append(("WARC-Cipher-Suite", tls.cipher)) }
    }
    return fields
  }

  /// HTTP/2 has no text form; it is written as HTTP/1.1, so that every reader takes it, and
  /// `WARC-Protocol` says what it was. Source: iipc/warc-specifications 15 and 42.
  private static func asHTTP1(_ header: [UInt8]) -> [UInt8] {
    guard let end = header.firstIndex(of: 0x0A) else { return header }
    let line = header[..<end]
    let mark = "HTTP/2".utf8
    // The version starts a status line and ends a request line.
    guard
      let start = line.starts(with: mark)
        ? 0
        : line.lastIndex(of: 0x20).flatMap({ line[($0 + 1)...].starts(with: mark) ? $0 + 1 : nil })
    else { return header }
    return line[..<start] + Array("HTTP/1.1".utf8) + header[(start + mark.count)...]
  }

  private func metadata(
    _ exchange: Exchange, date: String, _ related: [(String, String)], chainID: String?
  ) -> WARCRecord {
    var lines = [
      ("outcome", exchange.outcome.rawValue),
      ("fetchTimeMs", String(exchange.duration.milliseconds)),
      ("decodedBytes", String(exchange.decodedBytes)),
    ]
    if let charset = exchange.fields?.charset {
      lines.append(("charsetForLinkExtraction", charset))
    }
    if let detail = exchange.detail { lines.append(("detail", detail)) }
    if let tls = exchange.tls {
      lines.append(("tlsChain", SHA256.label(tls.chainDigest)))
      if let chainID { lines.append(("tlsChainRecord", "<\(chainID)>")) }
    }
    return WARCRecord(
      kind: .metadata, date: date, target: exchange.request.address.text,
      contentType: "application/warc-fields", fields: related, head: WARCRecord.lines(lines))
  }

  /// The certificates, once for each chain; later exchanges name the record.
  private func keepChain(
    _ tls: TLSFacts, _ exchange: Exchange, date: String
  ) throws(FetchError) -> String? {
    if let id = chains[tls.chainDigest] { return id }
    guard let chain = exchange.chain else { return nil }
    let record = WARCRecord(
      kind: .metadata, date: date, target: exchange.request.address.origin + "/",
      contentType: "application/pem-certificate-chain", head: chain)
    try manifest.add(record, try warc.write(record), Manifest.Facts())
    chains[tls.chainDigest] = record.id
    return record.id
  }

  /// A page that did not answer leaves a record of the attempt.
  private func keepFailure(
    _ exchange: Exchange, date: String, _ facts: Manifest.Facts
  ) throws(FetchError) {
    let record = metadata(exchange, date: date, [], chainID: nil)
    try manifest.add(record, try warc.write(record), facts)
  }
}
