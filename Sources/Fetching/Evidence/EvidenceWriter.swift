internal import Model

/// Turns exchanges into WARC records and manifest lines.
final class EvidenceWriter {
  private let warc: WARCWriter
  private let manifest: Manifest
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
  func keep(_ exchange: Exchange, earlier: Earlier?) throws(FetchError) -> Kept {
    if let info = try warc.startFileIfNeeded(isNewRun: isNewRun) {
      try manifest.add(info.record, info.written, Manifest.Facts())
    }
    isNewRun = false
    let facts = Manifest.Facts(
      outcome: exchange.outcome, status: exchange.status,
      mediaType: exchange.fields?.mediaType)
    var chainID: String?
    if let tls = exchange.tls { chainID = try keepChain(tls, exchange) }
    guard exchange.fields != nil else {
      try keepFailure(exchange, facts)
      return Kept()
    }

    let payload = SHA256()
    try exchange.body.forEachPiece { payload.update($0) }
    let digest = payload.finish()
    let answer = answer(exchange, payloadDigest: digest, earlier: earlier)
    let written = try warc.write(answer)
    try manifest.add(answer, written, facts)
    let related = [("WARC-Concurrent-To", "<\(answer.id)>")]
    let request = WARCRecord(
      kind: .request, date: exchange.startedAt, target: exchange.request.address.text,
      contentType: "application/http; msgtype=request",
      fields: connection(exchange) + related,
      head: Self.asHTTP1(exchange.sent))
    try manifest.add(request, try warc.write(request), facts)
    let metadata = metadata(exchange, related, chainID: chainID)
    try manifest.add(metadata, try warc.write(metadata), facts)
    return Kept(recordID: answer.id, place: written.place, payloadDigest: digest)
  }

  /// Everything is on the disk when this returns.
  func flush() throws(FetchError) {
    try warc.flush()
    try manifest.flush()
  }

  private func answer(
    _ exchange: Exchange, payloadDigest: [UInt8], earlier: Earlier?
  ) -> WARCRecord {
    var fields = connection(exchange)
    if let reason = exchange.outcome.truncation { fields.append(("WARC-Truncated", reason)) }
    var record = WARCRecord(
      kind: .response, date: exchange.startedAt, target: exchange.request.address.text,
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
    let line = String(decoding: header[..<end], as: UTF8.self)
    guard line.hasPrefix("HTTP/2") || line.contains(" HTTP/2") else { return header }
    var rewritten = line.replacing(" HTTP/2", with: " HTTP/1.1")
    if rewritten.hasPrefix("HTTP/2") { rewritten = "HTTP/1.1" + rewritten.dropFirst(6) }
    return Array(rewritten.utf8) + header[end...]
  }

  private func metadata(
    _ exchange: Exchange, _ related: [(String, String)], chainID: String?
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
      kind: .metadata, date: exchange.startedAt, target: exchange.request.address.text,
      contentType: "application/warc-fields", fields: related, head: WARCRecord.lines(lines))
  }

  /// The certificates, once for each chain; later exchanges name the record.
  private func keepChain(_ tls: TLSFacts, _ exchange: Exchange) throws(FetchError) -> String? {
    if let id = chains[tls.chainDigest] { return id }
    guard let chain = exchange.chain else { return nil }
    let record = WARCRecord(
      kind: .metadata, date: exchange.startedAt, target: exchange.request.address.origin + "/",
      contentType: "application/pem-certificate-chain", head: chain)
    try manifest.add(record, try warc.write(record), Manifest.Facts())
    chains[tls.chainDigest] = record.id
    return record.id
  }

  /// A page that did not answer leaves a record of the attempt.
  private func keepFailure(_ exchange: Exchange, _ facts: Manifest.Facts) throws(FetchError) {
    let record = metadata(exchange, [], chainID: nil)
    try manifest.add(record, try warc.write(record), facts)
  }
}
