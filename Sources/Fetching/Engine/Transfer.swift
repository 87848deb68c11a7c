internal import CCurl
internal import Foundation
internal import Model

/// One request under way: what libcurl's callbacks fill. Used by the engine's thread only.
final class Transfer {
  let request: FetchRequest
  let limits: TransferLimits
  let addressGuard: AddressGuard
  let easy: UnsafeMutableRawPointer
  /// Where large bodies go.
  let folder: String
  /// Chains whose certificates have been read already.
  let knownChains: KnownChains
  let isProxied: Bool
  /// Through a proxy, which looks up names itself, the guard can only look at the URL.
  private let isRefusedByName: Bool
  let startedAt: Instant
  let start: Duration

  private(set) var sent: [UInt8] = []
  private(set) var header: [UInt8] = []
  private(set) var fields: HeaderFields?
  private(set) var body = BodyStore()
  private(set) var meter: BodyMeter?
  private(set) var stop: Outcome?
  /// errno of a body that could not be kept.
  private(set) var diskError: Int32?
  /// Whether a connection stood.
  private(set) var isConnected = false
  /// The server's address; nil behind a proxy, which alone knows it.
  private(set) var serverAddress: String?
  private(set) var tls: TLSFacts?
  private(set) var chain: [UInt8]?
  private var headerLines = 0
  private var headerBytes = 0
  private var isHeaderDone = false

  /// Which certificate chains the crawl has seen.
  final class KnownChains {
    var digests: Set<[UInt8]> = []
  }

  init(
    _ request: FetchRequest, easy: UnsafeMutableRawPointer, options: EngineOptions, folder: String,
    knownChains: KnownChains, startedAt: Instant, start: Duration
  ) {
    self.request = request
    self.easy = easy
    self.folder = folder
    self.knownChains = knownChains
    self.startedAt = startedAt
    self.start = start
    addressGuard = options.addressGuard
    isProxied = options.proxy != nil
    isRefusedByName = isProxied && !options.addressGuard.allows(host: request.address.host)
    limits =
      switch request.purpose {
      case .page: options.limits
      case .robots: options.limits.forRobots
      case .sitemap: options.limits.forSitemap
      }
  }

  /// Decoded bytes of the body so far.
  var decodedBytes: Int { meter?.decodedBytes ?? 0 }

  /// libcurl's table. The context of every call is the transfer, which the engine holds until the
  /// handle is out of the multi handle.
  nonisolated(unsafe) static let events: UnsafePointer<ccurl_events> = {
    // Written once here and never freed: only read from then on.
    let events = UnsafeMutablePointer<ccurl_events>.allocate(capacity: 1)
    events.initialize(
      to: ccurl_events(
        header: { context, bytes, count in
          Transfer.of(context).takeHeader(UnsafeBufferPointer(start: bytes, count: count)) ? 1 : 0
        },
        body: { context, bytes, count in
          Transfer.of(context).takeBody(UnsafeBufferPointer(start: bytes, count: count)) ? 1 : 0
        },
        sent: { context, bytes, count in
          Transfer.of(context).takeSent(UnsafeBufferPointer(start: bytes, count: count))
        },
        may_open: { context, address in
          guard let address else { return 0 }
          return Transfer.of(context).mayOpen(IPAddress(address)) ? 1 : 0
        },
        may_send: { context, address, _ in
          guard let address else { return 0 }
          return Transfer.of(context).maySend(String(cString: address)) ? 1 : 0
        }))
    return UnsafePointer(events)
  }()

  private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
    guard let context else { preconditionFailure("a callback without its transfer") }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  private func takeSent(_ bytes: UnsafeBufferPointer<UInt8>) {
    // libcurl sends again where a kept connection turns out to be closed: the last one counts.
    if bytes.starts(with: [0x47, 0x45, 0x54, 0x20]) { sent.removeAll(keepingCapacity: true) }
    sent.append(contentsOf: bytes)
  }

  private func mayOpen(_ address: IPAddress?) -> Bool {
    if isProxied ? !isRefusedByName : address.map(addressGuard.allows) == true { return true }
    stop = .addressRefused
    return false
  }

  private func maySend(_ text: String) -> Bool {
    isConnected = true
    if isProxied {
      if isRefusedByName { stop = .addressRefused }
      return !isRefusedByName
    }
    serverAddress = text
    // A happy end after a refused candidate.
    if stop == .addressRefused { stop = nil }
    if let address = IPAddress(text), addressGuard.allows(address) { return true }
    stop = .addressRefused
    return false
  }

  private func takeHeader(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Trailers come the same way; as they are also part of the raw body, they are only counted.
    headerLines += 1
    headerBytes += bytes.count
    guard headerBytes <= limits.headerBytes, headerLines <= limits.headerLines else {
      return end(.headerLimit)
    }
    if isHeaderDone { return true }
    if bytes.starts(with: Array("HTTP/".utf8)) { header.removeAll(keepingCapacity: true) }
    header.append(contentsOf: bytes)
    guard bytes.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) else { return true }
    guard let fields = HeaderFields(header) else { return end(.notHTTP) }
    // An interim answer: the one that counts follows.
    if fields.status < 200 { return true }
    isHeaderDone = true
    self.fields = fields
    readTLS()
    return prepareBody(fields)
  }

  private func readTLS() {
    guard request.address.scheme == "https" else { return }
    var facts = ccurl_tls()
    guard ccurl_tls_of(easy, &facts) == 1 else { return }
    let version = withUnsafeBytes(of: facts.version) { Self.text($0) }
    let digest = withUnsafeBytes(of: facts.chain) { Array($0) }
    tls = TLSFacts(
      version: version.lowercased().replacing("tlsv", with: "tls/"),
      cipher: withUnsafeBytes(of: facts.cipher) { Self.text($0) }, chainDigest: digest)
    guard knownChains.digests.insert(digest).inserted else { return }
    var count = 0
    guard let pem = ccurl_tls_chain(easy, &count) else { return }
    chain = pem.withMemoryRebound(to: UInt8.self, capacity: count) {
      Array(UnsafeBufferPointer(start: $0, count: count))
    }
    free(pem)
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private func prepareBody(_ fields: HeaderFields) -> Bool {
    meter = BodyMeter(
      isChunked: fields.isChunked, codings: fields.contentCodings, limits: limits)
    if (200..<300).contains(fields.status), !isWanted(fields.mediaType) {
      return end(.unwantedType)
    }
    if let length = fields["content-length"].flatMap({ Int($0) }) {
      guard length <= limits.wireBytes else { return end(.wireLimit) }
      body.reserve(length)
    }
    return true
  }

  /// No images, scripts or media. What has no type may be a page.
  private func isWanted(_ type: String) -> Bool {
    if type.isEmpty || request.purpose != .page { return true }
    if type == "text/css" || type.hasSuffix("javascript") { return false }
    if type.hasPrefix("text/") { return true }
    return type == "application/json" || type.hasSuffix("+json") || type == "application/xml"
      || type.hasSuffix("+xml") && !type.hasPrefix("image/")
  }

  private func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    // Counted first: what goes beyond a limit is not kept.
    if let outcome = meter?.count(bytes) { return end(outcome) }
    if let code = body.append(bytes, folder: folder) {
      diskError = code
      return false
    }
    return true
  }

  private func end(_ outcome: Outcome) -> Bool {
    stop = outcome
    return false
  }
}
