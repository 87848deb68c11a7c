internal import CArchive
internal import Foundation

/// Compressed data or a container, read in order through libarchive.
///
/// Entries come one after the other; `nextEntry` starts the next, `read` reads the current one.
final class Archive: ByteStream {
  /// One file inside a container; compressed data without a container is one nameless entry.
  struct Entry {
    /// Nil for data that is compressed only.
    var name: String?
    /// Directories, links and devices hold no text.
    var isFile: Bool
    /// Encrypted entries cannot be read.
    var isEncrypted: Bool
  }

  /// AE_IFREG, a macro that Swift does not see.
  private static let regularFile: mode_t = 0o100000

  private let handle: OpaquePointer
  private let feed: Feed
  private var expansion: ExpansionGuard
  /// Why nothing more can be read from it.
  private(set) var failure: StreamError?

  /// Lends libarchive the bytes of a stream, block by block.
  private final class Feed {
    let stream: any ByteStream
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var byteCount = 0
    var error: StreamError?

    init(_ stream: any ByteStream) { self.stream = stream }
  }

  /// - Parameter stream: stands at the start of the compressed data.
  init(_ stream: any ByteStream, limits: IngestLimits) throws(StreamError) {
    guard let handle = archive_read_new() else { preconditionFailure("out of memory") }
    self.handle = handle
    expansion = ExpansionGuard(limits: limits)
    feed = Feed(stream)
    for filter in [
      archive_read_support_filter_bzip2, archive_read_support_filter_xz,
      archive_read_support_filter_lzma, archive_read_support_filter_zstd,
    ] { _ = filter(handle) }
    archive_read_support_format_tar(handle)
    archive_read_support_format_zip_streamable(handle)
    archive_read_support_format_raw(handle)
    archive_read_support_format_empty(handle)
    // The feed outlives the handle: both belong to this object, and deinit frees the handle first.
    let context = Unmanaged.passUnretained(feed).toOpaque()
    let status = archive_read_open(
      handle, context, nil,
      { _, context, block in
        guard let context else { return -1 }
        let feed = Unmanaged<Feed>.fromOpaque(context).takeUnretainedValue()
        do throws(StreamError) {
          let got = try feed.block.withReading { (target) throws(StreamError) in
            try feed.stream.read(into: target)
          }
          feed.byteCount += got
          // The array is not touched again before libarchive asks for the next block.
          feed.block.withUnsafeBytes { block?.pointee = $0.baseAddress }
          return got
        } catch {
          feed.error = error
          return -1
        }
      }, nil)
    guard status == ARCHIVE_OK else { throw damage() }
  }

  deinit { archive_read_free(handle) }

  /// What the first bytes say: `gzip`, `bzip2`, `xz`, `zstd`, `zip` or `tar`.
  static func compression(_ start: ArraySlice<UInt8>) -> String? {
    let bytes = Array(start.prefix(264))
    func begins(_ magic: [UInt8], at offset: Int = 0) -> Bool {
      bytes.count >= offset + magic.count && bytes[offset...].starts(with: magic)
    }
    if begins([0x1F, 0x8B]) { return "gzip" }
    if begins(Array("BZh".utf8)), bytes.count > 3, (0x31...0x39).contains(bytes[3]) {
      return "bzip2"
    }
    if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return "xz" }
    if begins([0x28, 0xB5, 0x2F, 0xFD]) { return "zstd" }
    if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) { return "zip" }
    if begins(Array("ustar".utf8), at: 257) { return "tar" }
    return nil
  }

  /// Starts the next entry; nil at the end.
  func nextEntry() throws(StreamError) -> Entry? {
    var entry: OpaquePointer?
    let status = archive_read_next_header(handle, &entry)
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw damage() }
    let isRaw = archive_format(handle) == ARCHIVE_FORMAT_RAW
    let name = archive_entry_pathname(entry).map { String(cString: $0) }
    return Entry(
      name: isRaw ? nil : name ?? "unnamed",
      isFile: isRaw || archive_entry_filetype(entry) == Self.regularFile,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    let got = archive_read_data(handle, buffer.baseAddress, buffer.count)
    guard got >= 0 else { throw damage() }
    do throws(StreamError) {
      try expansion.add(got, encodedCount: feed.byteCount)
    } catch {
      failure = error
      throw error
    }
    return got
  }

  private func damage() -> StreamError {
    // libarchive's words name formats and offsets, never content.
    let words = archive_error_string(handle).map { String(cString: $0) } ?? "damaged"
    let error = feed.error ?? StreamError(kind: .damaged, detail: words)
    failure = error
    return error
  }
}
