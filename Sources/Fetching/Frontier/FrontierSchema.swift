internal import GRDB

/// The tables of the state file.
enum FrontierSchema {
  /// Stored in `user_version`.
  static let version = 1

  /// `page.url` is the duplicate filter. The index holds only what waits, so that it stays small.
  static func create(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE origin (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
          robotsStatus INTEGER, robotsBody BLOB, robotsAt INTEGER
        );
        CREATE TABLE page (
          id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, origin INTEGER NOT NULL,
          kind INTEGER NOT NULL, depth INTEGER NOT NULL, redirects INTEGER NOT NULL, via INTEGER,
          state INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0,
          attempts INTEGER NOT NULL DEFAULT 0, outcome TEXT, status INTEGER,
          etag TEXT, lastModified TEXT, recordID TEXT, recordDate TEXT, payloadDigest BLOB
        );
        CREATE INDEX waiting ON page (origin, id) WHERE state = 0;
        CREATE TABLE fact (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
        PRAGMA user_version = \(version);
        """)
  }
}
