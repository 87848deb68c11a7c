internal import Foundation
internal import GRDB
internal import Model

/// Which pages wait, which are done, and how much of the files counts: the state that a crawl goes
/// on from.
///
/// SQLite in WAL mode: one thread writes, others read beside it. The file is the duplicate filter
/// too, so memory does not grow with the crawl.
final class Frontier: Sendable {
  static let name = ".frontier.sqlite"

  let path: String
  private let pool: DatabasePool

  /// Opens the state file in `folder`, or makes it.
  init(folder: String) throws(FetchError) {
    let path = folder + "/" + Self.name
    self.path = path
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // Evidence is on the disk before a commit; a commit that is lost with the power only means
      // that its pages are fetched again.
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
    }
    // SQLite would make the file readable by all; what it makes beside it is as readable as this.
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 { close(descriptor) }
    pool = try Self.guarded(path) {
      let pool = try DatabasePool(path: path, configuration: configuration)
      try pool.write { database in
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        if version == 0 && tables == 0 {
          try FrontierSchema.create(database)
        } else if version != FrontierSchema.version {
          throw FetchError.badState(
            path: path, reason: "version \(version), but this tool reads \(FrontierSchema.version)")
        }
        let check = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard check == "ok" else { throw FetchError.badState(path: path, reason: "damaged") }
      }
      return pool
    }
  }

  /// Runs `body` on the writing connection in one transaction; what it throws undoes everything.
  func write<Result>(_ body: (FrontierWriter) throws -> Result) throws(FetchError) -> Result {
    try Self.guarded(path) { try pool.write { try body(FrontierWriter(database: $0)) } }
  }

  /// Pages of one origin that may be fetched at `now`, oldest first, without those in `taken`.
  func waiting(
    origin: Int64, now: Instant, without taken: Set<Int64>, limit: Int
  ) throws(FetchError) -> [QueuedPage] {
    try Self.guarded(path) {
      try pool.read { database in
        let statement = try database.cachedStatement(
          sql: """
            SELECT id, url, kind, depth, redirects, attempts, via, etag, lastModified, recordID,
              recordDate, payloadDigest
            FROM page WHERE state = 0 AND origin = ? AND due <= ? ORDER BY id LIMIT ?
            """)
        let rows = try Row.fetchCursor(
          statement, arguments: [origin, now.milliseconds, limit + taken.count])
        var pages: [QueuedPage] = []
        while let row = try rows.next() {
          let id: Int64 = row[0]
          if taken.contains(id) { continue }
          pages.append(try self.page(row, id: id, origin: origin))
        }
        return pages
      }
    }
  }

  /// When the next of an origin's pages may be fetched; nil where none waits outside `taken`.
  func nextDue(origin: Int64, without taken: Set<Int64>) throws(FetchError) -> Instant? {
    try Self.guarded(path) {
      try pool.read { database in
        let rows = try Row.fetchCursor(
          database, sql: "SELECT id, due FROM page WHERE state = 0 AND origin = ? ORDER BY due",
          arguments: [origin])
        while let row = try rows.next() {
          if !taken.contains(row[0]) { return Instant(milliseconds: row[1]) }
        }
        return nil
      }
    }
  }

  /// Origins and how many of their pages wait.
  func origins() throws(FetchError) -> [(id: Int64, name: String, waiting: Int)] {
    try Self.guarded(path) {
      try pool.read { database in
        try Row.fetchAll(
          database,
          sql: """
            SELECT origin.id, origin.name, count(*) FROM page JOIN origin ON origin.id = page.origin
            WHERE state = 0 GROUP BY origin.id ORDER BY origin.id
            """
        ).map { (id: $0[0], name: $0[1], waiting: $0[2]) }
      }
    }
  }

  /// What robots.txt answered last.
  struct StoredRobots: Sendable {
    var status: Int?
    var body: [UInt8]
    var at: Instant
  }

  func robots(origin: Int64) throws(FetchError) -> StoredRobots? {
    try Self.guarded(path) {
      try pool.read { database in
        guard
          let row = try Row.fetchOne(
            database,
            sql: "SELECT robotsStatus, robotsBody, robotsAt FROM origin WHERE id = ?",
            arguments: [origin]), let at: Int64 = row[2]
        else { return nil }
        let body: Data = row[1] ?? Data()
        return StoredRobots(status: row[0], body: Array(body), at: Instant(milliseconds: at))
      }
    }
  }

  /// A fact that was kept: a number or text.
  func fact<Value: DatabaseValueConvertible>(_ name: String) throws(FetchError) -> Value? {
    try Self.guarded(path) {
      try pool.read {
        try Value.fetchOne($0, sql: "SELECT value FROM fact WHERE name = ?", arguments: [name])
      }
    }
  }

  private func page(_ row: Row, id: Int64, origin: Int64) throws -> QueuedPage {
    let url: String = row[1]
    let address: WebAddress
    do throws(AddressProblem) {
      // Filtered when it was stored; the filter may have changed since.
      address = try WebAddress(url, filter: QueryFilter([]))
    } catch {
      throw FetchError.badState(path: path, reason: "page \(id) has no address (\(error))")
    }
    guard let kind = PageKind(rawValue: row[2]) else {
      throw FetchError.badState(path: path, reason: "page \(id) is of no known kind")
    }
    var earlier: EvidenceWriter.Earlier?
    if let recordID: String = row[9], let date: String = row[10], let digest: Data = row[11] {
      earlier = EvidenceWriter.Earlier(
        recordID: recordID, date: date, payloadDigest: Array(digest))
    }
    return QueuedPage(
      id: id, origin: origin, address: address, kind: kind, depth: row[3], redirects: row[4],
      attempts: row[5], via: row[6],
      validators: FetchRequest.Validators(etag: row[7], lastModified: row[8]), earlier: earlier)
  }

  /// Turns what SQLite throws into our words.
  private static func guarded<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(FetchError) -> Result {
    do {
      return try body()
    } catch let error as FetchError {
      throw error
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        throw .badState(path: path, reason: "damaged, or no state file of this tool")
      case .SQLITE_FULL: throw .failed(path: path, operation: "writing", code: ENOSPC)
      default:
        throw .badState(
          path: path, reason: "SQLite says: \(error.message ?? "\(error.resultCode)")")
      }
    } catch {
      throw .badState(path: path, reason: "\(error)")
    }
  }
}
