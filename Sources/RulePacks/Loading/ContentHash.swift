internal import COpenSSL
internal import Model

/// SHA-256 of small contents, as lower-case hexadecimal text.
package enum ContentHash {
  /// The digest of `bytes`.
  package static func hex(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    let status = openssl_sha256(bytes, bytes.count, &digest)
    precondition(status == 1, "SHA-256 is not available")
    return Hex.text(digest)
  }
}

extension Rule {
  /// Changes with what the rule looks at, the fields it reads and its weight: what `version` counts.
  package var contentHash: String {
    let subjectText =
      switch subject {
      case .pattern(let pattern): "pattern\n\(pattern)"
      case .identifier(let fact): "identifier\n\(fact.rawValue)"
      }
    let canonical = "\(subjectText)\nfields \(fields.rawValue)\nweight \(weight)\nscored \(scored)"
    return ContentHash.hex(Array(canonical.utf8))
  }
}
