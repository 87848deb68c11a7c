/// The address of a page in the one form that the frontier knows it by.
///
/// Scheme and host in lower case, no default port, no fragment, no dot segments, percent-encoding
/// as `PercentEncoding` has it, host names beyond ASCII in Punycode. Pure ASCII, so that libcurl
/// cannot read it as another address. Sources: RFC 3986, section 6; WHATWG URL for what pages
/// write (back slashes, tabs and line ends in links).
package struct WebAddress: Hashable, Sendable {
  /// The longest address taken, in bytes.
  package static let lengthLimit = 4096

  /// `http` or `https`.
  package let scheme: String
  /// A name, an IPv4 address, or an IPv6 address in brackets.
  package let host: String
  /// Always set, also where it is the scheme's own.
  package let port: Int
  /// Path and query: starts with `/`.
  package let target: String

  /// Reads an address.
  ///
  /// - Parameters:
  ///   - base: what a relative address is relative to.
  ///   - filter: which parts of the query are left out.
  package init(
    _ text: String, base: WebAddress? = nil, filter: QueryFilter = QueryFilter()
  ) throws(AddressProblem) {
    guard text.utf8.count <= Self.lengthLimit else { throw .tooLong }
    // Browsers drop tabs and line ends inside links and white space round them.
    var rest = Array(text.utf8).filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }[...]
    rest = rest.drop { $0 <= 0x20 }
    while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
    rest = rest.prefix { $0 != 0x23 }

    var scheme = base?.scheme
    var hasAuthority = false
    if let found = Self.scheme(of: rest) {
      guard found == "http" || found == "https" else { throw .otherScheme }
      scheme = found
      rest = rest.dropFirst(found.utf8.count + 1).drop { Self.isSlash($0) }
      hasAuthority = true
    } else if rest.count > 1, rest.prefix(2).allSatisfy(Self.isSlash) {
      rest = rest.drop { Self.isSlash($0) }
      hasAuthority = true
    }
    guard let scheme else { throw .relative }
    self.scheme = scheme
    if hasAuthority {
      let authority = rest.prefix { !Self.isSlash($0) && $0 != 0x3F }
      (host, port) = try Self.authority(authority, scheme: scheme)
      rest = rest.dropFirst(authority.count)
    } else {
      guard let base else { throw .relative }
      (host, port) = (base.host, base.port)
    }

    let writtenPath = rest.prefix { $0 != 0x3F }
    var query: ArraySlice<UInt8>? =
      writtenPath.count < rest.count ? rest.dropFirst(writtenPath.count + 1) : nil
    var path: [UInt8] = []
    if !hasAuthority, let base {
      let baseTarget = Array(base.target.utf8)
      let basePath = baseTarget.prefix { $0 != 0x3F }
      if writtenPath.isEmpty {
        path = Array(basePath)
        if query == nil, basePath.count < baseTarget.count {
          query = baseTarget[(basePath.count + 1)...]
        }
      } else if !Self.isSlash(writtenPath.first ?? 0) {
        path = Array(basePath[...(basePath.lastIndex(of: 0x2F) ?? 0)])
      }
    }
    PercentEncoding.append(writtenPath.lazy.map { $0 == 0x5C ? 0x2F : $0 }, to: &path)
    var target = Self.withoutDots(path)
    if let query {
      var normalised: [UInt8] = []
      PercentEncoding.append(query, to: &normalised)
      let kept = filter.apply(normalised)
      // A query that is empty as written is another address than none.
      if !kept.isEmpty || normalised.isEmpty {
        target.append(0x3F)
        target += kept
      }
    }
    self.target = String(decoding: target, as: UTF8.self)
    guard self.target.utf8.count <= Self.lengthLimit else { throw .tooLong }
  }

  /// Text that may be an address, for messages: without the user name and password in it.
  ///
  /// All between the scheme and the last `@` goes, for a password may hold any other mark.
  package static func shown(_ text: String) -> String {
    guard let end = text.lastIndex(of: "@") else { return text }
    let scheme = scheme(of: Array(text.utf8)[...]).map { "\($0)://" } ?? ""
    return "\(text.hasPrefix(scheme) ? scheme : "")…@\(text[text.index(after: end)...])"
  }

  /// The whole address.
  package var text: String { origin + target }

  /// Scheme, host and port: what robots.txt and politeness go by.
  package var origin: String {
    port == Self.defaultPort(scheme) ? "\(scheme)://\(host)" : "\(scheme)://\(host):\(port)"
  }

  /// The path without the query.
  package var path: String { String(target.prefix { $0 != "?" }) }

  private static func defaultPort(_ scheme: String) -> Int { scheme == "https" ? 443 : 80 }

  private static func isSlash(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x5C }

  private static func scheme(of bytes: ArraySlice<UInt8>) -> String? {
    guard let colon = bytes.firstIndex(of: 0x3A), colon > bytes.startIndex else { return nil }
    let name = bytes[..<colon]
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    guard let first = name.first, isLetter(first),
      name.allSatisfy({
        isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
      })
    else { return nil }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  private static func authority(
    _ bytes: ArraySlice<UInt8>, scheme: String
  ) throws(AddressProblem) -> (host: String, port: Int) {
    guard !bytes.contains(0x40) else { throw .credentials }
    var name = bytes
    var port = defaultPort(scheme)
    if let colon = bytes.lastIndex(of: 0x3A), !bytes[colon...].contains(0x5D) {
      name = bytes[..<colon]
      let digits = bytes[(colon + 1)...]
      if !digits.isEmpty {
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }),
          let number = Int(String(decoding: digits, as: UTF8.self)), (1...65535).contains(number)
        else { throw .badPort }
        port = number
      }
    }
    return (try HostName.canonical(String(decoding: name, as: UTF8.self)), port)
  }

  /// Removes `.` and `..`. Source: RFC 3986, section 5.2.4.
  private static func withoutDots(_ path: [UInt8]) -> [UInt8] {
    var segments: [ArraySlice<UInt8>] = []
    let parts =
      path.drop { $0 == 0x2F }.isEmpty && path.count <= 1
      ? [] : path.split(separator: 0x2F, omittingEmptySubsequences: false)
    // The first part is what stands before the first slash: nothing.
    let written = parts.first?.isEmpty == true ? parts.dropFirst() : parts[...]
    for (index, part) in written.enumerated() {
      let isLast = index == written.count - 1
      if part.elementsEqual([0x2E, 0x2E]) {
        if !segments.isEmpty { segments.removeLast() }
        if isLast { segments.append([]) }
      } else if part.elementsEqual([0x2E]) {
        if isLast { segments.append([]) }
      } else {
        segments.append(part)
      }
    }
    var result: [UInt8] = []
    for segment in segments {
      result.append(0x2F)
      result += segment
    }
    return result.isEmpty ? [0x2F] : result
  }
}

extension WebAddress: CustomStringConvertible {
  package var description: String { text }
}
