internal import Files
internal import Foundation

/// Finds the files that inputs name.
enum FileWalk {
  /// One file to read.
  struct File: Equatable {
    /// For people; where a name is not UTF-8 it shows U+FFFD.
    var path: String
    /// As the system knows it, zero-terminated.
    var systemPath: [CChar]
    /// The input it belongs to, as the user named it.
    var input: String
    /// Found below a folder rather than named.
    var isBelowFolder: Bool
    /// Why it cannot be read; nil where that is yet to be tried.
    var problem: String?
  }

  /// What was found.
  struct Result: Equatable {
    /// In the order of the inputs; those below a folder sorted by the bytes of their paths.
    var files: [File] = []
    /// Links to folders, which are not followed: they may lead round in circles.
    var links: [String] = []
    /// Files that were named before: their records would count twice.
    var repeats: [String] = []
    /// Files below folders that a run is writing, or has left when it was killed: parts of outputs.
    var temporaries: [String] = []
  }

  /// The files of `inputs`.
  static func files(_ inputs: [String]) throws(IngestError) -> Result {
    var result = Result()
    for input in inputs {
      let path = Array(input.utf8CString)
      let named = File(path: input, systemPath: path, input: input, isBelowFolder: false)
      if input == "-" {
        result.files.append(named)
        continue
      }
      guard let mode = mode(path, followingLinks: true) else { throw .noSuchInput(path: input) }
      if mode == S_IFDIR {
        var below = Result()
        walk(path, input, into: &below)
        below.files.sort {
          $0.systemPath.lexicographicallyPrecedes($1.systemPath) {
            UInt8(bitPattern: $0) < UInt8(bitPattern: $1)
          }
        }
        result.files += below.files
        result.links += below.links.sorted()
        result.temporaries += below.temporaries.sorted()
      } else {
        result.files.append(named)
      }
    }
    leaveOutRepeats(&result)
    return result
  }

  /// Leaves each file in once, under the first of its names.
  private static func leaveOutRepeats(_ result: inout Result) {
    var seen: Set<FileIdentity> = []
    var repeats: [String] = []
    result.files.removeAll { file in
      guard file.problem == nil, file.path != "-",
        let identity = FileIdentity(file: file.systemPath)
      else { return false }
      if seen.insert(identity).inserted { return false }
      repeats.append(file.path)
      return true
    }
    result.repeats = repeats
  }

  /// The file by which a folder of `searchlight-fetch` is known.
  private static let crawlState = ".frontier.sqlite"

  private static func walk(_ folder: [CChar], _ input: String, into result: inout Result) {
    var files: [File] = []
    var isCrawl = false
    func add(_ path: [CChar], problem: String?) {
      files.append(
        File(
          path: text(path), systemPath: path, input: input, isBelowFolder: true, problem: problem))
    }
    guard let handle = opendir(folder) else {
      add(folder, problem: String(cString: strerror(errno)))
      result.files += files
      return
    }
    defer { closedir(handle) }
    var prefix = folder.dropLast()
    if prefix.last != 0x2F { prefix.append(0x2F) }
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) {
          Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
        }
      }
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      if text(name) == crawlState { isCrawl = true }
      let path = prefix + name + [0]
      let own = mode(path, followingLinks: false)
      let target = mode(path, followingLinks: true)
      switch target {
      case S_IFDIR where own == S_IFLNK: result.links.append(text(path))
      case S_IFDIR: walk(Array(path), input, into: &result)
      case S_IFREG where TemporaryName.matches(text(name)): result.temporaries.append(text(path))
      case S_IFREG: add(Array(path), problem: nil)
      // Opening a pipe that nobody writes to would wait for ever.
      case .some: add(Array(path), problem: "not a regular file")
      case nil: add(Array(path), problem: "leads nowhere")
      }
    }
    // What else stands in a crawl's folder tells of its WARC files, and holds no documents.
    result.files += isCrawl ? files.filter { $0.path.hasSuffix(".warc.gz") } : files
  }

  private static func text(_ path: some Collection<CChar>) -> String {
    String(decoding: path.lazy.filter { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The kind of file; nil where there is none.
  private static func mode(_ path: some Collection<CChar>, followingLinks: Bool) -> mode_t? {
    var status = stat()
    let path = Array(path)
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    return status.st_mode & S_IFMT
  }

  /// Path, size and time of last change of each file; nil where one is a stream.
  static func identities(_ files: [File]) -> [String]? {
    var identities: [String] = []
    for file in files {
      if file.problem != nil {
        identities.append(file.path)
        continue
      }
      var status = stat()
      guard file.path != "-", stat(file.systemPath, &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      let changed = status.st_mtim
      identities.append(
        "\(file.path) \(status.st_size) \(changed.tv_sec).\(changed.tv_nsec)")
    }
    return identities
  }

  /// Sizes of all files together; nil where one is a stream.
  static func byteCount(_ files: [File]) -> Int? {
    var total = 0
    for file in files where file.problem == nil {
      var status = stat()
      guard file.path != "-", stat(file.systemPath, &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      total += Int(status.st_size)
    }
    return total
  }
}
