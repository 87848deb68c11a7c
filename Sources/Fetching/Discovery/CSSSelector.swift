/// Why a selector cannot be used.
struct SelectorProblem: Error, Equatable {
  var reason: String
}

/// CSS selectors as XPath 1.0, which libxml2 runs.
///
/// Types, `#id`, `.class`, attribute tests, the four combinators, groups, `:first-child`,
/// `:last-child`, `:only-child`, `:nth-child()`, `:first-of-type`, `:last-of-type`,
/// `:nth-of-type()`, `:empty` and `:not()` with a compound selector. Source: W3C Selectors
/// Level 3.
enum CSSSelector {
  /// The XPath that finds the same elements.
  static func xpath(_ css: String) throws(SelectorProblem) -> String {
    var parser = Parser(Array(css.unicodeScalars))
    return try parser.group()
  }

  private struct Parser {
    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func problem(_ reason: String) -> SelectorProblem {
      SelectorProblem(reason: "\(reason) at character \(index + 1)")
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard next == scalar else { return false }
      index += 1
      return true
    }

    private mutating func skipSpace() -> Bool {
      let start = index
      while let scalar = next, scalar.properties.isWhitespace { index += 1 }
      return index > start
    }

    mutating func group() throws(SelectorProblem) -> String {
      var paths = [try chain()]
      while take(",") { paths.append(try chain()) }
      guard next == nil else { throw problem("unexpected '\(next.map(String.init) ?? "")'") }
      return paths.joined(separator: " | ")
    }

    private mutating func chain() throws(SelectorProblem) -> String {
      _ = skipSpace()
      var path = "//" + (try compound().step)
      while true {
        let hadSpace = skipSpace()
        switch next {
        case nil, ",": return path
        case ">":
          index += 1
          _ = skipSpace()
          path += "/" + (try compound().step)
        case "~":
          index += 1
          _ = skipSpace()
          path += "/following-sibling::" + (try compound().step)
        case "+":
          index += 1
          _ = skipSpace()
          let right = try compound()
          path += "/following-sibling::*[1][self::\(right.type)]\(right.tests)"
        default:
          guard hadSpace else {
            throw problem("unexpected '\(next.map(String.init) ?? "")'")
          }
          path += "//" + (try compound().step)
        }
      }
    }

    struct Compound {
      var type = "*"
      var tests = ""
      var step: String { type + tests }
    }

    private mutating func compound() throws(SelectorProblem) -> Compound {
      var result = Compound()
      var isEmpty = true
      if take("*") {
        isEmpty = false
      } else if let name = name() {
        // HTML names are lower case in the tree.
        result.type = name.lowercased()
        isEmpty = false
      }
      while let test = try test(type: result.type) {
        result.tests += "[\(test)]"
        isEmpty = false
      }
      if isEmpty { throw problem("a selector is missing") }
      return result
    }

    /// One condition, without brackets; nil where none follows.
    private mutating func test(type: String) throws(SelectorProblem) -> String? {
      if take("#") {
        guard let name = name() else { throw problem("a name is missing after '#'") }
        return "@id = \(quoted(name))"
      }
      if take(".") {
        guard let name = name() else { throw problem("a name is missing after '.'") }
        return word(name, in: "@class")
      }
      if take("[") { return try attribute() }
      if take(":") { return try pseudo(type: type) }
      return nil
    }

    private func word(_ word: String, in attribute: String) -> String {
      "contains(concat(' ', normalize-space(\(attribute)), ' '), \(quoted(" \(word) ")))"
    }

    private mutating func attribute() throws(SelectorProblem) -> String {
      _ = skipSpace()
      guard let name = name()?.lowercased() else { throw problem("an attribute name is missing") }
      _ = skipSpace()
      if take("]") { return "@\(name)" }
      var kind: Unicode.Scalar = "="
      if let scalar = next, "~|^$*".unicodeScalars.contains(scalar) {
        kind = scalar
        index += 1
      }
      guard take("=") else { throw problem("'=' is missing in an attribute test") }
      _ = skipSpace()
      let value = try value()
      _ = skipSpace()
      guard take("]") else { throw problem("']' is missing") }
      let text = quoted(value)
      // Source: section 6.3.2: an empty value is found nowhere.
      let isNever = value.isEmpty || value.contains(" ") && kind == "~"
      if kind != "=", kind != "|", isNever { return "false()" }
      switch kind {
      case "~": return word(value, in: "@\(name)")
      case "|": return "@\(name) = \(text) or starts-with(@\(name), \(quoted(value + "-")))"
      case "^": return "starts-with(@\(name), \(text))"
      case "$":
        let from = "string-length(@\(name)) - \(value.unicodeScalars.count - 1)"
        return "substring(@\(name), \(from)) = \(text)"
      case "*": return "contains(@\(name), \(text))"
      default: return "@\(name) = \(text)"
      }
    }

    private mutating func pseudo(type: String) throws(SelectorProblem) -> String {
      guard let name = name()?.lowercased() else { throw problem("a name is missing after ':'") }
      let before = "count(preceding-sibling::*)"
      let after = "count(following-sibling::*)"
      switch name {
      case "first-child": return "\(before) = 0"
      case "last-child": return "\(after) = 0"
      case "only-child": return "\(before) = 0 and \(after) = 0"
      case "empty": return "not(*) and not(text())"
      case "nth-child": return try nth(before)
      case "first-of-type", "last-of-type", "nth-of-type":
        guard type != "*" else { throw problem("':\(name)' needs an element name before it") }
        let same = "count(preceding-sibling::\(type))"
        if name == "first-of-type" { return "\(same) = 0" }
        if name == "last-of-type" { return "count(following-sibling::\(type)) = 0" }
        return try nth(same)
      case "not":
        guard take("(") else { throw problem("'(' is missing after ':not'") }
        _ = skipSpace()
        let inner = try compound()
        _ = skipSpace()
        guard take(")") else { throw problem("')' is missing") }
        return "not(self::\(inner.type)\(inner.tests))"
      default: throw problem("':\(name)' is not known")
      }
    }

    /// `(an+b)`, `(odd)`, `(even)` or `(b)` over a count of what stands before.
    private mutating func nth(_ before: String) throws(SelectorProblem) -> String {
      guard take("(") else { throw problem("'(' is missing") }
      var text = ""
      while let scalar = next, scalar != ")" {
        if !scalar.properties.isWhitespace { text.unicodeScalars.append(scalar) }
        index += 1
      }
      guard take(")") else { throw problem("')' is missing") }
      text = text.lowercased()
      if text == "odd" { text = "2n+1" }
      if text == "even" { text = "2n" }
      let position = "(\(before) + 1)"
      guard let letter = text.firstIndex(of: "n") else {
        guard let number = Int(text) else { throw problem("'\(text)' is no position") }
        return "\(position) = \(number)"
      }
      let factorText = String(text[..<letter])
      let restText = String(text[text.index(after: letter)...])
      let factor = ["": 1, "+": 1, "-": -1][factorText] ?? Int(factorText)
      guard let factor, let rest = restText.isEmpty ? 0 : Int(restText) else {
        throw problem("'\(text)' is no position")
      }
      if factor == 0 { return "\(position) = \(rest)" }
      let bound = factor > 0 ? "\(position) >= \(rest)" : "\(position) <= \(rest)"
      return "\(bound) and (\(position) - \(rest)) mod \(abs(factor)) = 0"
    }

    private mutating func value() throws(SelectorProblem) -> String {
      if let quote = next, quote == "\"" || quote == "'" {
        index += 1
        var text = String.UnicodeScalarView()
        while let scalar = next, scalar != quote {
          if scalar == "\\" { index += 1 }
          guard let kept = next else { break }
          text.append(kept)
          index += 1
        }
        guard take(quote) else { throw problem("a quote is not closed") }
        return String(text)
      }
      guard let name = name() else { throw problem("a value is missing") }
      return name
    }

    private mutating func name() -> String? {
      var text = String.UnicodeScalarView()
      while let scalar = next {
        if scalar == "\\", index + 1 < scalars.count {
          text.append(scalars[index + 1])
          index += 2
          continue
        }
        guard
          scalar.properties.isAlphabetic || scalar.value >= 0x80 || scalar == "-"
            || scalar == "_" || ("0"..."9").contains(scalar)
        else { break }
        text.append(scalar)
        index += 1
      }
      return text.isEmpty ? nil : String(text)
    }

    /// A literal. XPath 1.0 has no escapes: text with both quotes is put together.
    private func quoted(_ text: String) -> String {
      if !text.contains("'") { return "'\(text)'" }
      if !text.contains("\"") { return "\"\(text)\"" }
      let parts = text.split(separator: "'", omittingEmptySubsequences: false).map { "'\($0)'" }
      return "concat(\(parts.joined(separator: ", \"'\", ")))"
    }
  }
}
