internal import Model

/// Keeps one batch: evidence, documents, links, state. Used by one thread at a time.
final class ArchiveDesk {
  private let frontier: Frontier
  private let evidence: EvidenceWriter
  private let documents: DocumentWriter?
  private let finder: PageFinder
  private let options: CrawlOptions
  private let documentsFact: String

  init(
    options: CrawlOptions, frontier: Frontier, clock: CrawlClock
  ) throws(FetchError) {
    self.options = options
    self.frontier = frontier
    evidence = try EvidenceWriter(
      folder: options.folder, at: try frontier.evidencePosition(), custody: options.custody,
      fileBytes: options.fileBytes, clock: clock)
    documentsFact = "documents \(options.documents ?? "")"
    if let path = options.documents {
      documents = try DocumentWriter(
        path, goodLength: try frontier.fact(documentsFact) ?? 0, folder: options.folder)
    } else {
      documents = nil
    }
    do throws(SelectorProblem) {
      finder = try PageFinder(
        profile: options.profile, scope: options.scope, filter: options.filter)
    } catch {
      throw .badOption(name: "profile", reason: error.reason)
    }
  }

  /// Keeps all items or, where it throws, none as far as the state goes.
  func keep(_ batch: [Archivist.Item]) throws(FetchError) -> Archivist.Committed {
    try frontier.write { writer in
      var committed = Archivist.Committed()
      for item in batch { try keep(item, writer, &committed) }
      try writer.count("bytes", committed.byteCount)
      try writer.count("pages", committed.pages)
      // The order that makes a crawl safe: evidence is on the disk before the state says so.
      try evidence.flush()
      try documents?.flush()
      try writer.keep(evidence.position)
      if let documents { try writer.keep(documentsFact, documents.length) }
      return committed
    }
  }

  private func keep(
    _ item: Archivist.Item, _ writer: FrontierWriter, _ committed: inout Archivist.Committed
  ) throws {
    switch item {
    case .exchange(let page, let exchange, let retryAt):
      try keep(page, exchange, retryAt: retryAt, writer, &committed)
    case .robots(let origin, let exchange, let isFinal):
      let kept = try evidence.keep(exchange, kind: "robots", earlier: nil)
      if isFinal, exchange.status != nil {
        let body = try DecodedBody.bytes(exchange, limit: RobotsFile.byteLimit)
        try writer.keepRobots(
          Frontier.StoredRobots(status: exchange.status, body: body, at: exchange.startedAt),
          origin: origin)
      }
      committed.events.append(event(exchange, kept, attempt: 1, isRetried: false))
    case .decision(let page, let outcome):
      try writer.finish(
        PageResult(id: page.id, state: .skipped, outcome: outcome, attempts: page.attempts))
      committed.released.append(
        Archivist.Committed.Released(origin: page.origin, id: page.id, isFailure: false))
      committed.events.append(
        CrawlEvent(
          url: page.address.text, outcome: outcome, byteCount: 0, milliseconds: 0, attempt: 0,
          isRetried: false, isRobots: false))
    case .hold(let origin, let outcome): try writer.hold(origin: origin, outcome)
    case .found(let pages): try add(pages, via: nil, writer, &committed)
    }
  }

  private func keep(
    _ page: QueuedPage, _ fetched: Exchange, retryAt: Instant?, _ writer: FrontierWriter,
    _ committed: inout Archivist.Committed
  ) throws {
    var exchange = fetched
    var target: FoundPage?
    if exchange.outcome == .redirect {
      (exchange.outcome, target) = try redirect(page, exchange, writer)
    }
    // A listing whose ads have no pages of their own is more than a listing.
    let kind = page.kind == .listing && finder.holdsAd(.listing) ? .page : page.kind
    let kept = try evidence.keep(exchange, kind: kind.name, earlier: page.earlier)
    if exchange.outcome == .ok {
      try read(page, exchange, kept, writer, &committed)
    } else if let target {
      try add([target], via: page.id, writer, &committed)
    }

    let outcome = exchange.outcome
    let state: PageResult.State =
      retryAt != nil
      ? .queued : outcome.isSuccess ? .fetched : outcome.isDecision ? .skipped : .failed
    var result = PageResult(
      id: page.id, state: state, outcome: outcome, status: exchange.status,
      attempts: outcome.isSuccess ? 0 : page.attempts + 1, due: retryAt)
    if outcome == .ok, let recordID = kept.recordID, let digest = kept.payloadDigest {
      result.validators = FetchRequest.Validators(
        etag: exchange.fields?["etag"], lastModified: exchange.fields?["last-modified"])
      // Of identical payloads the first stays what later ones refer to.
      if page.earlier?.payloadDigest != digest {
        result.kept = EvidenceWriter.Earlier(
          recordID: recordID, date: exchange.startedAt.description, payloadDigest: digest)
      }
    }
    try writer.finish(result)
    committed.byteCount += exchange.body.count
    if retryAt == nil { committed.pages += 1 }
    committed.released.append(
      Archivist.Committed.Released(
        origin: page.origin, id: page.id, retryAt: retryAt, isFailure: state == .failed))
    committed.events.append(
      event(exchange, kept, attempt: page.attempts + 1, isRetried: retryAt != nil))
  }

  private func event(
    _ exchange: Exchange, _ kept: EvidenceWriter.Kept, attempt: Int, isRetried: Bool
  ) -> CrawlEvent {
    CrawlEvent(
      url: exchange.request.address.text, outcome: exchange.outcome, status: exchange.status,
      byteCount: exchange.body.count, milliseconds: exchange.duration.milliseconds,
      attempt: attempt, isRetried: isRetried, recordID: kept.recordID,
      isRobots: exchange.request.purpose == .robots)
  }

  /// Where a redirect leads, or why it is not followed.
  private func redirect(
    _ page: QueuedPage, _ exchange: Exchange, _ writer: FrontierWriter
  ) throws -> (Outcome, FoundPage?) {
    guard let location = exchange.fields?["location"] else { return (.clientError, nil) }
    let address: WebAddress
    do throws(AddressProblem) {
      address = try WebAddress(location, base: page.address, filter: options.filter)
    } catch {
      return (.badAddress, nil)
    }
    if try writer.isRedirectLoop(address, from: page) { return (.redirectLoop, nil) }
    guard page.redirects < options.redirectLimit else { return (.redirectLimit, nil) }
    // Without a profile a seed may send us to its other names; the guard still stands.
    guard options.profile == nil || options.scope.contains(address) else {
      return (.outOfScope, nil)
    }
    return (
      .redirect,
      FoundPage(
        address: address, kind: page.kind, depth: page.depth, redirects: page.redirects + 1)
    )
  }

  private func read(
    _ page: QueuedPage, _ exchange: Exchange, _ kept: EvidenceWriter.Kept,
    _ writer: FrontierWriter, _ committed: inout Archivist.Committed
  ) throws {
    if page.kind == .sitemap {
      let limit = options.engine.limits.forSitemap.decodedBytes
      let bytes = try DecodedBody.bytes(exchange, limit: limit)
      try add(sitemap(bytes, page, limit: limit), via: page.id, writer, &committed)
      return
    }
    let type = exchange.fields?.mediaType ?? ""
    guard type.isEmpty || type == "text/html" || type == "application/xhtml+xml",
      finder.wants(page, documents: documents != nil)
    else { return }
    let bytes = try DecodedBody.bytes(exchange, limit: options.engine.limits.decodedBytes)
    let found = finder.read(
      bytes, charset: exchange.fields?.charset, page: page, documents: documents != nil)
    try add(found.links, via: page.id, writer, &committed)
    if let ad = found.ad, let documents, let recordID = kept.recordID, let place = kept.place {
      try documents.add(
        ad, address: page.address, fetched: exchange.startedAt, recordID: recordID,
        file: place.file)
      committed.documents += 1
    }
  }

  private func sitemap(_ bytes: [UInt8], _ page: QueuedPage, limit: Int) -> [FoundPage] {
    SitemapReader.entries(bytes, limit: limit).compactMap { entry in
      if let window = options.window {
        let isWanted =
          entry.isSitemap
          ? window.mayContainWithin(entry.lastChange) : window.contains(entry.lastChange)
        guard isWanted else { return nil }
      }
      do throws(AddressProblem) {
        let address = try WebAddress(
          entry.location, base: page.address, filter: options.filter)
        if entry.isSitemap {
          // Indexes of indexes end somewhere.
          guard page.depth < 3, options.scope.containsHost(address) else { return nil }
          return FoundPage(address: address, kind: .sitemap, depth: page.depth + 1)
        }
        guard options.scope.contains(address), options.scope.mayBePage(address) else { return nil }
        return FoundPage(
          address: address, kind: options.profile?.kind(of: address) ?? .page, depth: 0)
      } catch {
        // A line that is no address names no page.
        return nil
      }
    }
  }

  private func add(
    _ pages: [FoundPage], via: Int64?, _ writer: FrontierWriter,
    _ committed: inout Archivist.Committed
  ) throws {
    for page in pages {
      let (origin, isNew) = try writer.add(page, via: via)
      guard isNew else { continue }
      committed.found[origin, default: (page.address.origin, 0)].count += 1
    }
  }
}
