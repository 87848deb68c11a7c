internal import CArchive
internal import Foundation

/// Writes a ZIP file whose entries are stored as they are, with 64-bit sizes where needed.
final class ZipWriter {
  private let path: String
  private let archive: OpaquePointer
  private let descriptor: Int32
  private let date: Int

  /// - Parameter date: seconds since 1970 that all entries carry, so that equal input makes equal
  ///   files.
  init(_ path: String, date: Int) throws(FetchError) {
    guard let archive = archive_write_new() else {
      throw .failed(path: path, operation: "creating", code: ENOMEM)
    }
    self.path = path
    self.archive = archive
    self.date = date
    // libarchive would let all read it.
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .failed(path: path, operation: "creating", code: errno)
    }
    // WACZ asks for stored entries: WARC files inside are read in place.
    guard archive_write_set_format_zip(archive) == ARCHIVE_OK,
      archive_write_set_options(archive, "zip:compression=store") == ARCHIVE_OK,
      archive_write_open_fd(archive, descriptor) == ARCHIVE_OK
    else { throw failure("creating") }
  }

  deinit {
    archive_write_free(archive)
    if descriptor >= 0 { close(descriptor) }
  }

  /// Starts an entry of a size that is known.
  func start(_ name: String, size: Int) throws(FetchError) {
    guard let entry = archive_entry_new() else {
      throw .failed(path: path, operation: "writing", code: ENOMEM)
    }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_size(entry, Int64(size))
    // A regular file; the header spells it with a cast that Swift does not import.
    archive_entry_set_filetype(entry, 0o100000)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_mtime(entry, date, 0)
    guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw failure("writing") }
  }

  /// Appends to the entry under way.
  func write(_ bytes: [UInt8]) throws(FetchError) {
    guard archive_write_data(archive, bytes, bytes.count) == bytes.count else {
      throw failure("writing")
    }
  }

  /// Ends the file.
  func finish() throws(FetchError) {
    guard archive_write_close(archive) == ARCHIVE_OK else { throw failure("writing") }
  }

  private func failure(_ operation: String) -> FetchError {
    let code = archive_errno(archive)
    return .failed(path: path, operation: operation, code: code > 0 ? code : EIO)
  }
}
