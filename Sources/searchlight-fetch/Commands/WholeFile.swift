import Fetching
import Files

/// Files that are read whole, whatever they are.
enum WholeFile {
  /// The bytes of the file at `path`, which may be a pipe.
  ///
  /// - Parameter takesInput: whether `-` is standard input.
  static func read(_ path: String, takesInput: Bool = false) throws(FetchError) -> [UInt8] {
    do throws(FileFault) {
      return try FileBytes.read(path, takesInput: takesInput)
    } catch {
      throw .failed(path: path, operation: "reading", code: error.code)
    }
  }
}
