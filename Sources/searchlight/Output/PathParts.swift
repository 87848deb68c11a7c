/// A path taken apart at its last slash.
///
/// `NSString.deletingLastPathComponent` does the same, but ends the process where a path is one
/// character long.
struct PathParts {
  /// The folder, without a slash at its end unless it is the root; empty where the path is a name.
  let folder: String
  /// What stands behind the last slash.
  let name: String

  init(_ path: String) {
    guard let slash = path.lastIndex(of: "/") else {
      (folder, name) = ("", path)
      return
    }
    folder = slash == path.startIndex ? "/" : String(path[..<slash])
    name = String(path[path.index(after: slash)...])
  }

  /// The path of another name in the same folder.
  func path(of name: String) -> String {
    folder.isEmpty ? name : folder == "/" ? "/" + name : folder + "/" + name
  }
}
