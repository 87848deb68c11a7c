internal import Foundation

/// Finds the files that inputs name.
enum FileWalk {
  /// One file to read.
  struct File: Equatable {
    var path: String
    /// Found below a folder rather than named.
    var isBelowFolder: Bool
  }

  /// The files of `inputs`, in the order given; those below a folder sorted by the bytes of their
  /// paths. Links to folders are not followed.
  static func files(_ inputs: [String]) throws(IngestError) -> [File] {
    var files: [File] = []
    for input in inputs {
      if input == "-" {
        files.append(File(path: input, isBelowFolder: false))
        continue
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: input, isDirectory: &isFolder) else {
        throw .noSuchInput(path: input)
      }
      if isFolder.boolValue {
        files += try below(input).map { File(path: $0, isBelowFolder: true) }
      } else {
        files.append(File(path: input, isBelowFolder: false))
      }
    }
    return files
  }

  private static func below(_ folder: String) throws(IngestError) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else {
      throw .noSuchInput(path: folder)
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    var paths: [String] = []
    for case let name as String in walk {
      var isFolder: ObjCBool = false
      let path = prefix + name
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
        continue
      }
      paths.append(path)
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Sizes of all files together; nil where one is a stream.
  static func byteCount(_ files: [File]) -> Int? {
    var total = 0
    for file in files {
      var status = stat()
      guard file.path != "-", stat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG
      else { return nil }
      total += Int(status.st_size)
    }
    return total
  }
}
