internal import Foundation

/// One line of a manifest, as it is read.
struct ManifestLine: Decodable {
  var sequence: Int
  var previous: String
  var type: String
  var recordID: String
  var url: String?
  var time: String
  var outcome: String?
  var status: Int?
  var mediaType: String?
  var digest: String
  var payloadDigest: String?
  var file: String
  var offset: Int
  var length: Int
  var memberDigest: String

  /// Whether the file is one of the crawl's, rather than a path that leads elsewhere.
  var isFileName: Bool {
    file.hasSuffix(".warc.gz") && !file.contains("/") && !file.hasPrefix(".")
  }
}

/// Reads a manifest line by line.
struct ManifestReader {
  private let lines: LineSource
  /// 1-based number of the line that was read last.
  private(set) var number = 0

  init(folder: String) throws(FetchError) {
    lines = try LineSource(folder + "/" + Manifest.name)
  }

  /// A line as it stands and what it says; nil at the end.
  mutating func next() throws(FetchError) -> (bytes: [UInt8], line: ManifestLine?)? {
    guard let bytes = try lines.next() else { return nil }
    number += 1
    do {
      return (bytes, try JSONDecoder().decode(ManifestLine.self, from: Data(bytes)))
    } catch {
      return (bytes, nil)
    }
  }
}

/// The lines of a file, one after another.
final class LineSource {
  private let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ path: String) throws(FetchError) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failed(path: path, operation: "opening", code: errno) }
  }

  deinit { close(descriptor) }

  /// The next line without its line feed; a last one without a line feed counts.
  func next() throws(FetchError) -> [UInt8]? {
    while true {
      if let end = buffer[start...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return Array(buffer[start..<end])
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Array(buffer[start...])
      }
      buffer.removeFirst(start)
      start = 0
      let got = [UInt8](unsafeUninitializedCapacity: 1 << 16) { block, count in
        count = max(0, read(descriptor, block.baseAddress, block.count))
      }
      isAtEnd = got.isEmpty
      buffer += got
    }
  }
}
