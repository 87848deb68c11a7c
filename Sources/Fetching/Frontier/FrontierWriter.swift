internal import Foundation
internal import GRDB
internal import Model

/// The changes that can be made to the state, inside one transaction.
struct FrontierWriter {
  let database: Database

  /// Adds a page unless its address is known.
  ///
  /// - Returns: the origin and whether the page is new.
  func add(_ page: FoundPage, via: Int64?) throws -> (origin: Int64, isNew: Bool) {
    let origin = try self.origin(page.address.origin)
    let insert = try database.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO page (url, origin, kind, depth, redirects, via)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    try insert.execute(arguments: [
      page.address.text, origin, page.kind.rawValue, page.depth, page.redirects, via,
    ])
    return (origin, database.changesCount == 1)
  }

  /// The id of an origin, which is made if it is new.
  func origin(_ name: String) throws -> Int64 {
    let select = try database.cachedStatement(sql: "SELECT id FROM origin WHERE name = ?")
    if let id = try Int64.fetchOne(select, arguments: [name]) { return id }
    let insert = try database.cachedStatement(sql: "INSERT INTO origin (name) VALUES (?)")
    try insert.execute(arguments: [name])
    return database.lastInsertedRowID
  }

  /// Whether `address` is `page` or one of the pages whose redirects led to it.
  func isRedirectLoop(_ address: WebAddress, from page: QueuedPage) throws -> Bool {
    if address == page.address { return true }
    guard page.redirects > 0 else { return false }
    let select = try database.cachedStatement(
      sql: "SELECT url, via, redirects FROM page WHERE id = ?")
    var next = page.via
    while let id = next {
      guard let row = try Row.fetchOne(select, arguments: [id]) else { return false }
      let url: String = row[0]
      let redirects: Int = row[2]
      if url == address.text { return true }
      next = redirects > 0 ? row[1] : nil
    }
    return false
  }

  /// Records what became of a page. A field of `result` that is nil leaves what is stored.
  func finish(_ result: PageResult) throws {
    let update = try database.cachedStatement(
      sql: """
        UPDATE page SET state = ?, outcome = ?, status = ?, attempts = ?, due = ?,
          etag = coalesce(?, etag), lastModified = coalesce(?, lastModified),
          recordID = coalesce(?, recordID), recordDate = coalesce(?, recordDate),
          payloadDigest = coalesce(?, payloadDigest)
        WHERE id = ?
        """)
    try update.execute(arguments: [
      result.state.rawValue, result.outcome.rawValue, result.status, result.attempts,
      result.due?.milliseconds ?? 0, result.validators?.etag, result.validators?.lastModified,
      result.kept?.recordID, result.kept?.date, (result.kept?.payloadDigest).map { Data($0) },
      result.id,
    ])
  }

  /// Notes why none of an origin's pages can be fetched; they stay queued for another run.
  func hold(origin: Int64, _ outcome: Outcome) throws {
    try database.execute(
      sql: "UPDATE page SET outcome = ? WHERE state = 0 AND origin = ?",
      arguments: [outcome.rawValue, origin])
  }

  /// Keeps an answer of robots.txt.
  func keepRobots(_ robots: Frontier.StoredRobots, origin: Int64) throws {
    try database.execute(
      sql: "UPDATE origin SET robotsStatus = ?, robotsBody = ?, robotsAt = ? WHERE id = ?",
      arguments: [robots.status, Data(robots.body), robots.at.milliseconds, origin])
  }

  /// Keeps a fact.
  func keep(_ name: String, _ value: some DatabaseValueConvertible) throws {
    let insert = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)")
    try insert.execute(arguments: [name, value])
  }

  /// Adds to a number that is kept.
  func count(_ name: String, _ more: Int) throws {
    let insert = try database.cachedStatement(
      sql: """
        INSERT INTO fact (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = value + excluded.value
        """)
    try insert.execute(arguments: [name, more])
  }

  /// Queues every page again, unless some still wait: then a refresh is under way.
  func refresh() throws {
    let waiting = try Int.fetchOne(database, sql: "SELECT count(*) FROM page WHERE state = 0") ?? 0
    guard waiting == 0 else { return }
    try database.execute(sql: "UPDATE page SET state = 0, attempts = 0, due = 0")
    try database.execute(sql: "UPDATE origin SET robotsAt = NULL")
  }

  /// Keeps how much of the evidence counts.
  func keep(_ position: EvidenceWriter.Position) throws {
    try keep("warcNumber", position.warc.number)
    try keep("warcLength", position.warc.length)
    try keep("manifestLength", position.manifest.length)
    try keep("manifestLines", position.manifest.lines)
    try keep("manifestLast", Data(position.manifest.last))
  }
}

extension Frontier {
  /// How much of the evidence counts; nil before the first commit.
  func evidencePosition() throws(FetchError) -> EvidenceWriter.Position? {
    guard let number: Int = try fact("warcNumber"), let length: Int = try fact("warcLength"),
      let manifestLength: Int = try fact("manifestLength"),
      let lines: Int = try fact("manifestLines"), let last: Data = try fact("manifestLast")
    else { return nil }
    return EvidenceWriter.Position(
      warc: WARCWriter.Position(number: number, length: length),
      manifest: Manifest.Position(length: manifestLength, lines: lines, last: Array(last)))
  }
}
