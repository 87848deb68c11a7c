internal import CArchive
internal import Foundation

/// A container, read in order through libarchive.
///
/// Entries come one after the other; `nextEntry` starts the next, `read` reads the current one. A
/// fault inside an entry leaves the next ones readable where libarchive can go on.
final class Archive: ByteStream {
  /// One file inside a container.
  struct Entry {
    var name: String
    /// Directories, links and devices hold no text.
    var isFile: Bool
    /// Encrypted entries cannot be read.
    var isEncrypted: Bool
  }

  /// AE_IFREG, a macro that Swift does not see.
  private static let regularFile: mode_t = 0o100000

  private let handle: OpaquePointer
  private let feed: Feed
  private let limits: IngestLimits
  private var expansion: ExpansionGuard
  /// Has all letters, and nothing else of a language. Made once and never changed.
  private nonisolated(unsafe) static let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

  private var entryNumber = 0
  private var entryStart = 0
  private var entryDecodedCount = 0
  /// What is left of the block that libarchive handed out last; its memory is libarchive's, and
  /// good until the next call.
  private var block = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Files of one container that may each grow up to the floor before the whole is given up.
  private static let bombLimit = 16
  /// Why nothing more can be read from it.
  private(set) var failure: StreamError?

  /// Lends libarchive the bytes of a stream, block by block.
  private final class Feed {
    let stream: any ByteStream
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var error: StreamError?

    init(_ stream: any ByteStream) { self.stream = stream }
  }

  /// - Parameter stream: stands at the start of the compressed data.
  init(
    _ stream: any ByteStream, file: FileStream, limits: IngestLimits
  ) throws(StreamError) {
    guard let handle = archive_read_new() else { preconditionFailure("out of memory") }
    self.handle = handle
    self.limits = limits
    expansion = ExpansionGuard(file, limits: limits, files: Self.bombLimit)
    feed = Feed(stream)
    archive_read_support_format_tar(handle)
    archive_read_support_format_zip_streamable(handle)
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
          // The array is not touched again before libarchive asks for the next block.
          feed.block.withUnsafeBytes { block?.pointee = $0.baseAddress }
          return got
        } catch {
          feed.error = error
          return -1
        }
      }, nil)
    guard status == ARCHIVE_OK else { throw damage(endsArchive: true) }
  }

  deinit { archive_read_free(handle) }

  /// Starts the next entry; nil at the end.
  func nextEntry() throws(StreamError) -> Entry? {
    // libarchive gives no name with letters that the locale does not have.
    let locale = uselocale(Self.locale)
    defer { uselocale(locale) }
    var entry: OpaquePointer?
    let status = archive_read_next_header(handle, &entry)
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
      throw damage(endsArchive: true)
    }
    entryStart = Int(archive_filter_bytes(handle, 0))
    entryDecodedCount = 0
    block = UnsafeRawBufferPointer(start: nil, count: 0)
    entryNumber += 1
    let name =
      archive_entry_pathname_utf8(entry) ?? UnsafePointer(archive_entry_pathname(entry))
    return Entry(
      name: name.map { String(cString: $0) } ?? "unnamed-\(entryNumber)",
      isFile: archive_entry_filetype(entry) == Self.regularFile,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
    while block.isEmpty {
      // Block by block: archive_read_data would lose what it has copied when an error follows.
      var start: UnsafeRawPointer?
      var count = 0
      var offset: Int64 = 0
      let status = archive_read_data_block(handle, &start, &count, &offset)
      if status == ARCHIVE_EOF { return 0 }
      // A warning is a wrong checksum or length: what came is good to look at, and not whole.
      guard status == ARCHIVE_OK else {
        throw damage(endsArchive: status == ARCHIVE_FATAL)
      }
      block = UnsafeRawBufferPointer(start: start, count: count)
    }
    let got = min(block.count, buffer.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<got]))
    block = UnsafeRawBufferPointer(rebasing: block[got...])
    do throws(StreamError) {
      try expansion.add(got)
    } catch {
      failure = error
      throw error
    }
    entryDecodedCount += got
    let encodedCount = Int(archive_filter_bytes(handle, 0)) - entryStart
    if entryDecodedCount > limits.expansionFloor,
      entryDecodedCount / max(1, encodedCount) > limits.expansionRatio
    {
      throw StreamError(
        kind: .expanded,
        detail: "grew more than \(limits.expansionRatio) times beyond its compressed size")
    }
    return got
  }

  private func damage(endsArchive: Bool) -> StreamError {
    // libarchive's words name formats and offsets, never content.
    let words = archive_error_string(handle).map { String(cString: $0) } ?? "damaged"
    let error = feed.error ?? StreamError(kind: .damaged, detail: words)
    if endsArchive || feed.error != nil { failure = error }
    return error
  }
}
