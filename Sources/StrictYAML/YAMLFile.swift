internal import Files
internal import Foundation
internal import Model
internal import Yams

/// A file as a tree of YAML nodes with their places.
///
/// Refuses what would make a file mean something else than it shows: anchors, aliases, tags,
/// duplicate keys, several documents.
package struct YAMLFile {
  /// The file as named by the user.
  package let name: String
  /// Nil where the file could not be read; the problems say why.
  package let root: MappingReader?

  /// Reads `path`; problems go to `problems`.
  package init(path: String, problems: any YAMLFaultList) {
    self.init(bytes: FileBytes.readIfThere(path), file: path, problems: problems)
  }

  /// Reads `bytes` as the content of `file`; nil: it could not be read.
  package init(bytes: [UInt8]?, file: String, problems: any YAMLFaultList) {
    name = file
    let start = SourceLocation(file: file, line: 1, column: 1)
    guard let bytes else {
      problems.report(
        .unreadable(reason: "no such file, a folder, or no permission to read it"), at: start,
        rule: nil)
      root = nil
      return
    }
    // A mark of byte order is none of YAML's characters where the text is no stream of bytes.
    let markCount = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let text = String(validating: bytes[markCount...], as: UTF8.self) else {
      problems.report(.notYAML(reason: "not UTF-8"), at: start, rule: nil)
      root = nil
      return
    }
    root = Self.parse(text, file: file, problems: problems)
  }

  /// Reads `text` as the content of `file`.
  package init(text: String, file: String, problems: any YAMLFaultList) {
    name = file
    root = Self.parse(text, file: file, problems: problems)
  }

  private static func parse(
    _ text: String, file: String, problems: any YAMLFaultList
  ) -> MappingReader? {
    let start = SourceLocation(file: file, line: 1, column: 1)
    do {
      // Scalars are read as the fields want them, so there is nothing to resolve.
      let parser = try Yams.Parser(yaml: text, resolver: .basic)
      guard let node = try parser.singleRoot() else {
        problems.report(.notYAML(reason: "the file is empty"), at: start, rule: nil)
        return nil
      }
      // Nodes hold their anchors weakly: look while the parser still owns them.
      let isPlain = withExtendedLifetime(parser) {
        !mayHoldFeatures(text) || refuseFeatures(node, file, problems)
      }
      guard isPlain else { return nil }
      guard case .mapping(let mapping) = node else {
        problems.report(
          .wrongType(field: "file", expected: "a mapping of fields"), at: start, rule: nil)
        return nil
      }
      return MappingReader(mapping, at: start, problems: problems)
    } catch let error as YamlError {
      let (fault, location) = describe(error, file: file)
      problems.report(fault, at: location, rule: nil)
      return nil
    } catch {
      problems.report(.notYAML(reason: "\(error)"), at: start, rule: nil)
      return nil
    }
  }

  /// Whether something in the text looks like the start of an anchor or a tag, wherever it stands.
  /// Asking all nodes takes longer than to read them.
  private static func mayHoldFeatures(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for (place, byte) in bytes.enumerated()
      where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
        // Behind other characters it is part of a scalar; behind the mark of byte order it is not.
        let before = place > 0 ? bytes[place - 1] : UInt8(ascii: "\n")
        if before <= 0x20 || before >= 0x80 || ",:[{".utf8.contains(before) { return true }
      }
      return false
    }
  }

  /// False, with problems added, if an anchor or a tag is used anywhere below `node`.
  private static func refuseFeatures(
    _ node: Node, _ file: String, _ problems: any YAMLFaultList
  ) -> Bool {
    let location = SourceLocation(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    if node.anchor != nil {
      problems.report(.yamlFeature("anchors and aliases"), at: location, rule: nil)
      return false
    }
    if node.tag.description.hasPrefix("!") {
      problems.report(.yamlFeature("tags"), at: location, rule: nil)
      return false
    }
    switch node {
    case .mapping(let mapping):
      return mapping.reduce(true) { plain, pair in
        let key = refuseFeatures(pair.key, file, problems)
        let value = refuseFeatures(pair.value, file, problems)
        return plain && key && value
      }
    case .sequence(let sequence):
      return sequence.reduce(true) { plain, node in
        refuseFeatures(node, file, problems) && plain
      }
    case .scalar: return true
    case .alias: return true
    }
  }

  private static func describe(
    _ error: YamlError, file: String
  ) -> (YAMLFault, SourceLocation) {
    func location(_ mark: Mark) -> SourceLocation {
      SourceLocation(file: file, line: mark.line, column: mark.column)
    }
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return (.notYAML(reason: problem), location(mark))
    case .duplicatedKeysInMapping(let duplicates, let context):
      return (
        .duplicateField(duplicates.sorted().joined(separator: "', '")), location(context.mark)
      )
    default:
      return (.notYAML(reason: "unreadable"), SourceLocation(file: file, line: 1, column: 1))
    }
  }
}
