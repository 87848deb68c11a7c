internal import CSimdJSON
internal import Model

/// Writes what of a record became no part of its document, as JSON without braces.
struct MemberWriter: ~Copyable {
  /// The member in which findings say where their record was read.
  static let sourceKey = Array("source".utf8)

  private let parser: OpaquePointer
  private let selectors: FieldSelectors
  private var json = JSONBuffer()
  /// Whether the record's own source became its document's.
  private var omitsSource = false

  init(parser: OpaquePointer, selectors: FieldSelectors) {
    self.parser = parser
    self.selectors = selectors
  }

  /// Whether nothing was left to be written.
  var isEmpty: Bool { json.count == 0 }

  /// What was written, valid until the next record.
  var written: UnsafeBufferPointer<UInt8> { json.written }

  /// Writes the members of `root` that these picks have not used.
  mutating func write(_ root: sj_element, except paths: [FieldPicker.Pick], omitsSource: Bool) {
    json.removeAll()
    self.omitsSource = omitsSource
    writeMembers(root, depth: 0, except: paths)
  }

  /// How much of a member became parts of the document.
  private enum Use {
    case none, partial, whole
  }

  /// Writes what the paths have not used of `object`, which their first `depth` names lead to.
  private mutating func writeMembers(
    _ object: sj_element, depth: Int, except paths: [FieldPicker.Pick]
  ) {
    var members = sj_begin(object)
    var key = sj_string()
    var value = sj_element()
    var isFirst = true
    while sj_next_member(&members, &key, &value) != 0 {
      let use = use(of: key, depth: depth, by: paths)
      if use == .whole { continue }
      if !isFirst { json.raw(",") }
      isFirst = false
      json.string(key.buffer)
      json.raw(":")
      if use == .none {
        if sj_type_of(value) == sj_text {
          json.string(sj_string_of(value).buffer)
        } else {
          json.raw(sj_minify(parser, value).buffer)
        }
      } else {
        let inside = paths.filter {
          let names = selectors.paths[$0.path].names
          return depth < names.count && $0.isNamed(key, names[depth], depth: depth)
        }
        json.raw("{")
        writeMembers(value, depth: depth + 1, except: inside)
        json.raw("}")
      }
    }
  }

  private func use(of key: sj_string, depth: Int, by paths: [FieldPicker.Pick]) -> Use {
    if depth == 0 {
      if omitsSource, key.equals(Self.sourceKey) { return .whole }
      // Most keys have the length of no path's.
      if selectors.numbers(keyLength: key.count).isEmpty { return .none }
    }
    var use = Use.none
    for path in paths {
      let names = selectors.paths[path.path].names
      if depth < names.count, path.isNamed(key, names[depth], depth: depth) {
        if depth + 1 == names.count { return .whole }
        use = .partial
      }
      if depth == 0, let name = selectors.paths[path.path].flatName,
        path.isNamed(key, name, depth: 0)
      {
        return .whole
      }
    }
    return use
  }
}
