import Glibc

/// A file in memory, all of its pages at hand before any clock runs, as the peers in C have it.
struct MappedFile {
  /// Valid until the process ends.
  let bytes: UnsafeBufferPointer<UInt8>

  /// Maps the file; ends the process where that cannot be done.
  init(path: String) {
    let descriptor = open(path, O_RDONLY)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else { Self.fail(path) }
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { Self.fail(path) }
    bytes = UnsafeBufferPointer(
      start: UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)), count: count)
  }

  /// The whole lines among the first `count` bytes; all for 0.
  func lines(within count: Int) -> UnsafeBufferPointer<UInt8> {
    guard count > 0, count < bytes.count else { return bytes }
    let end = bytes[..<count].lastIndex(of: 0x0A).map { $0 + 1 } ?? count
    return UnsafeBufferPointer(rebasing: bytes[..<end])
  }

  private static func fail(_ path: String) -> Never {
    perror(path)
    exit(66)
  }
}
