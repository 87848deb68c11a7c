/// Which pages belong to a crawl.
package struct Scope: Sendable {
  private let names: Set<String>
  private let suffixes: [String]
  private let allow: [PathPattern]
  private let deny: [PathPattern]
  /// Links followed from a seed.
  package let depthLimit: Int

  /// - Parameters:
  ///   - profile: its hosts and paths; nil keeps to the hosts of the seeds.
  ///   - seeds: what the user named.
  ///   - depthLimit: where neither the user nor the profile says otherwise.
  package init(profile: SiteProfile?, seeds: [WebAddress], depthLimit: Int) {
    let hosts = profile?.hosts ?? seeds.map(\.host)
    names = Set(hosts.filter { !$0.hasPrefix("*.") })
    suffixes = hosts.filter { $0.hasPrefix("*.") }.map { String($0.dropFirst()) }
    allow = profile?.allow ?? []
    deny = profile?.deny ?? []
    self.depthLimit = depthLimit
  }

  // What these names end with is never a page; images, scripts and media are not fetched.
  private static let otherFiles: Set<String> = [
    "7z", "avi", "bmp", "bz2", "css", "doc", "docx", "eot", "exe", "flv", "gif", "ico", "iso",
    "jpeg", "jpg", "js", "m4a", "m4v", "mjs", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "ogg",
    "ogv", "otf", "pdf", "png", "ppt", "pptx", "rar", "svg", "tar", "tif", "tiff", "ttf", "wasm",
    "wav", "webm", "webp", "wmv", "woff", "woff2", "xls", "xlsx", "zip",
  ]

  /// Whether a page may be fetched as far as the scope goes.
  package func contains(_ address: WebAddress) -> Bool {
    guard containsHost(address) else { return false }
    if !allow.isEmpty, !allow.contains(where: { $0.matches(address) }) { return false }
    return !deny.contains { $0.matches(address) }
  }

  /// Whether a link may lead to a page rather than an image, a script or a download.
  package func mayBePage(_ address: WebAddress) -> Bool {
    let name = address.path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return true }
    return !Self.otherFiles.contains(name[name.index(after: dot)...].lowercased())
  }

  /// Whether the host is one of the crawl's.
  func containsHost(_ address: WebAddress) -> Bool {
    names.contains(address.host) || suffixes.contains { address.host.hasSuffix($0) }
  }
}
