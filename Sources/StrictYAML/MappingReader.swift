package import Model
internal import Yams

/// Reads the fields of one YAML mapping strictly: unknown, missing and mistyped ones are problems.
package struct MappingReader {
  /// Where the mapping starts.
  package let location: SourceLocation
  private let mapping: Node.Mapping
  private let values: [String: Node]
  private let problems: any YAMLFaultList

  init(_ mapping: Node.Mapping, at location: SourceLocation, problems: any YAMLFaultList) {
    self.mapping = mapping
    values = Dictionary(
      mapping.compactMap { pair in pair.key.string.map { ($0, pair.value) } },
      uniquingKeysWith: { first, _ in first })
    self.problems = problems
    self.location =
      mapping.mark.map {
        SourceLocation(file: location.file, line: $0.line, column: $0.column)
      } ?? location
  }

  /// A value and where it stands.
  package struct Value<Content> {
    /// What was read.
    package var content: Content
    /// Where its first character stands.
    package var location: SourceLocation
  }

  /// The names of all fields, in file order.
  package var keys: [Value<String>] {
    mapping.map { Value(content: $0.key.string ?? "?", location: place($0.key)) }
  }

  // Codable would silently drop a misspelt key, and a rule would quietly lose its tests.
  /// Reports every field that is not in `known`.
  package func allow(_ known: [String], rule: String? = nil) {
    for key in keys where !known.contains(key.content) {
      problems.report(.unknownField(key.content, known: known), at: key.location, rule: rule)
    }
  }

  /// Whether the field is there.
  package func has(_ name: String) -> Bool { node(name) != nil }

  /// Where the field's value stands, or the mapping itself.
  package func location(of name: String) -> SourceLocation { node(name).map(place) ?? location }

  /// Where the field's name stands, or the mapping itself.
  package func keyLocation(of name: String) -> SourceLocation {
    keys.first { $0.content == name }?.location ?? location
  }

  /// Reports `name` as missing unless it is there.
  package func require(_ name: String) -> Bool {
    if has(name) { return true }
    problems.report(.missingField(name), at: location, rule: nil)
    return false
  }

  /// Text; numbers are taken as they are written, so that version 1.10 stays 1.10.
  package func text(_ name: String) -> String? {
    guard let node = node(name) else { return nil }
    guard case .scalar(let scalar) = node, scalar.style != .plain || scalar.string != "" else {
      return wrong(name, "text", node)
    }
    return scalar.string
  }

  /// A whole number.
  package func integer(_ name: String) -> Int? {
    guard let node = node(name) else { return nil }
    guard let value = Int(plain(node) ?? "") else { return wrong(name, "a whole number", node) }
    return value
  }

  /// A number.
  package func number(_ name: String) -> Double? {
    guard let node = node(name) else { return nil }
    guard let value = Double(plain(node) ?? ""), value.isFinite, abs(value) < 1e9 else {
      return wrong(name, "a number", node)
    }
    return value
  }

  /// `true` or `false`.
  package func flag(_ name: String) -> Bool? {
    guard let node = node(name) else { return nil }
    switch plain(node) {
    case "true": return true
    case "false": return false
    default: return wrong(name, "true or false", node)
    }
  }

  /// A list of texts; empty if the field is not there.
  package func texts(_ name: String) -> [Value<String>] {
    guard let node = node(name) else { return [] }
    guard case .sequence(let sequence) = node else {
      let _: String? = wrong(name, "a list of texts", node)
      return []
    }
    return sequence.compactMap { item in
      guard case .scalar(let scalar) = item else { return wrong(name, "a list of texts", item) }
      return Value(content: scalar.string, location: place(item))
    }
  }

  /// A list of mappings; empty if the field is not there.
  package func mappings(_ name: String) -> [MappingReader] {
    guard let node = node(name) else { return [] }
    guard case .sequence(let sequence) = node else {
      let _: String? = wrong(name, "a list", node)
      return []
    }
    return sequence.compactMap { item in
      guard case .mapping(let mapping) = item else {
        return wrong(name, "a list of mappings", item)
      }
      return MappingReader(mapping, at: place(item), problems: problems)
    }
  }

  /// A mapping.
  package func mapping(_ name: String) -> MappingReader? {
    guard let node = node(name) else { return nil }
    guard case .mapping(let mapping) = node else { return wrong(name, "a mapping", node) }
    return MappingReader(mapping, at: place(node), problems: problems)
  }

  /// How a scalar was quoted: true for `"…"`.
  package func isDoubleQuoted(_ name: String) -> Bool {
    guard case .scalar(let scalar) = node(name) else { return false }
    return scalar.style == .doubleQuoted
  }

  /// Whether a scalar stands without quotes or block.
  package func isPlain(_ name: String) -> Bool {
    guard case .scalar(let scalar) = node(name) else { return false }
    return scalar.style == .plain || scalar.style == .any
  }

  private func node(_ name: String) -> Node? { values[name] }

  private func plain(_ node: Node) -> String? {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return nil }
    return scalar.string
  }

  private func place(_ node: Node) -> SourceLocation {
    SourceLocation(
      file: location.file, line: node.mark?.line ?? location.line,
      column: node.mark?.column ?? location.column)
  }

  private func wrong<Content>(_ name: String, _ expected: String, _ node: Node) -> Content? {
    problems.report(.wrongType(field: name, expected: expected), at: place(node), rule: nil)
    return nil
  }
}
