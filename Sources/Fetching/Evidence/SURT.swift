/// Sort-friendly form of addresses, by which CDXJ indexes are ordered: `org,example)/path`.
enum SURT {
  static func key(_ text: String) -> String? {
    let address: WebAddress
    do throws(AddressProblem) { address = try WebAddress(text, filter: QueryFilter([])) } catch {
      return nil
    }
    let isName = IPAddress(address.host) == nil && !address.host.hasPrefix("[")
    var labels = address.host.split(separator: ".").map(String.init)
    // Source: the canonicalisation of pywb and warcio's companions: a leading www is nothing.
    if isName, labels.count > 2, labels.first == "www" { labels.removeFirst() }
    var key = isName ? labels.reversed().joined(separator: ",") : address.host
    let usual = address.scheme == "https" ? 443 : 80
    if address.port != usual { key += ":\(address.port)" }
    return key + ")" + address.target.lowercased()
  }
}
