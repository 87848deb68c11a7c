import ArgumentParser
import Fetching
import Foundation

/// How connections are made.
struct NetworkOptions: ParsableArguments {
  @Flag(name: .customLong("http2"), help: "Offer HTTP/2 on TLS connections.")
  var http2 = false

  @Option(
    help: """
      Go through a proxy, as http://host:port or socks5h://127.0.0.1:9050 (Tor). The proxy looks \
      names up, so that a name may lead into the proxy's own network; addresses in URLs are \
      checked all the same. Proxies of the environment are never used.
      """)
  var proxy: String?

  @Option(
    help: ArgumentHelp(
      "Connect to these addresses although they are not public; repeatable.", valueName: "cidr"))
  var allowNet: [String] = []

  @Option(help: "Trust the certificates of this file instead of the system's.", completion: .file())
  var caFile: String?

  @Option(
    help: ArgumentHelp(
      "Use this address for a name, as host:port:address; repeatable.", valueName: "entry"))
  var resolve: [String] = []

  @Flag(help: "Keep cookies in memory and send them back; off by default.")
  var cookies = false

  func validate() throws {
    if let proxy, !Self.isProxy(proxy) {
      throw ValidationError(
        "--proxy '\(WebAddress.shown(proxy))' is no proxy such as http://host:port or "
          + "socks5h://127.0.0.1:9050")
    }
    for text in allowNet where AddressRange(text) == nil {
      throw ValidationError("--allow-net '\(text)' is no block such as 10.0.0.0/8")
    }
    for entry in resolve where !Self.isFixedAddress(entry) {
      throw ValidationError("--resolve '\(entry)' is not host:port:address")
    }
  }

  private static func isProxy(_ text: String) -> Bool {
    guard let url = URLComponents(string: text), let scheme = url.scheme?.lowercased() else {
      return false
    }
    return ["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(scheme)
      && !(url.host ?? "").isEmpty
  }

  /// An address of the longer kind holds colons, and may stand in brackets.
  private static func isFixedAddress(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, let port = Int(parts[1]) else { return false }
    return (1...65_535).contains(port)
      && parts[2].split(separator: ",", omittingEmptySubsequences: false).allSatisfy { address in
        let plain = address.hasPrefix("[") ? address.dropFirst().prefix { $0 != "]" } : address
        return IPAddress(String(plain)) != nil
      }
  }

  func apply(to options: inout EngineOptions) throws(FetchError) {
    options.usesHTTP2 = http2
    options.proxy = proxy
    if let caFile { _ = try WholeFile.read(caFile) }
    options.certificateFile = caFile
    options.fixedAddresses = resolve
    options.usesCookies = cookies
    options.addressGuard = AddressGuard(allowed: allowNet.compactMap(AddressRange.init))
  }
}
