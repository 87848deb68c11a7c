internal import CCurl
internal import Foundation
internal import Model

/// Requests under way, on one thread. It starts what it is told at once: waiting is done before.
final class CurlEngine {
  private let multi: UnsafeMutableRawPointer
  private let options: EngineOptions
  private let folder: String
  private let share: UnsafeMutableRawPointer?
  private let resolve: UnsafeMutablePointer<curl_slist>?
  private let pageHeaders: UnsafeMutablePointer<curl_slist>?
  private let knownChains = Transfer.KnownChains()
  private var idle: [UnsafeMutableRawPointer] = []
  private var transfers: [UnsafeMutableRawPointer: Transfer] = [:]
  private var ownHeaders: [UnsafeMutableRawPointer: UnsafeMutablePointer<curl_slist>] = [:]
  private let clock: CrawlClock

  // curl_global_init must run once, before any other thread uses libcurl.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// - Parameter folder: where bodies too large for memory go.
  init(_ options: EngineOptions, folder: String, clock: CrawlClock) throws(FetchError) {
    guard Self.isReady, let multi = curl_multi_init() else {
      throw .network(reason: "cannot be initialised")
    }
    self.multi = multi
    self.options = options
    self.folder = folder
    self.clock = clock
    share = options.usesCookies ? curl_share_init() : nil
    if let share { ccurl_share_cookies(share) }
    var list: UnsafeMutablePointer<curl_slist>?
    for entry in options.fixedAddresses { list = curl_slist_append(list, entry) }
    resolve = list
    var headers: UnsafeMutablePointer<curl_slist>?
    for line in Self.headerLines { headers = curl_slist_append(headers, line) }
    pageHeaders = headers
    ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, max(options.concurrency, 16))
    ccurl_multi_set_long(
      multi, CURLMOPT_PIPELINING, options.usesHTTP2 ? Int(CURLPIPE_MULTIPLEX) : 0)
  }

  deinit {
    for easy in transfers.keys {
      curl_multi_remove_handle(multi, easy)
      ccurl_discard(easy)
    }
    for easy in idle { ccurl_discard(easy) }
    for list in ownHeaders.values { curl_slist_free_all(list) }
    curl_multi_cleanup(multi)
    curl_slist_free_all(resolve)
    curl_slist_free_all(pageHeaders)
    if let share { curl_share_cleanup(share) }
  }

  // Only codings that are counted while they come are asked for.
  private static let headerLines = [
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.1",
    "Accept-Encoding: gzip",
  ]

  /// Requests under way.
  var activeCount: Int { transfers.count }

  /// Ends a wait from another thread.
  var wakeUp: WakeUp { WakeUp(multi: multi) }

  /// A hold on the engine for other threads.
  // @unchecked Sendable: curl_multi_wakeup is the one call that libcurl allows from any thread; the
  // crawl keeps the engine until the threads that hold this have ended.
  struct WakeUp: @unchecked Sendable {
    fileprivate let multi: UnsafeMutableRawPointer

    func callAsFunction() { curl_multi_wakeup(multi) }
  }

  /// Starts a request.
  func start(_ request: FetchRequest) throws(FetchError) {
    var reused = idle.popLast()
    if reused == nil { reused = try makeHandle() }
    guard let easy = reused else { throw .network(reason: "out of memory") }
    let transfer = Transfer(
      request, easy: easy, options: options, folder: folder, knownChains: knownChains,
      startedAt: clock.instant, start: clock.now)
    ccurl_set_events(easy, Transfer.events, Unmanaged.passUnretained(transfer).toOpaque())
    ccurl_set_text(easy, CURLOPT_URL, request.address.text)
    ccurl_set_list(easy, CURLOPT_HTTPHEADER, headers(for: request, easy: easy))
    transfers[easy] = transfer
    guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
      throw .network(reason: "a request cannot be added")
    }
  }

  /// Moves all requests on, and waits up to `timeout` where there is nothing to move.
  ///
  /// - Returns: those that ended.
  func advance(timeout: Duration) throws(FetchError) -> [Exchange] {
    var running: Int32 = 0
    guard curl_multi_perform(multi, &running) == CURLM_OK else {
      throw .network(reason: "cannot go on")
    }
    let finished = try collect()
    if finished.isEmpty {
      let milliseconds = min(max(0, timeout.milliseconds), 60_000)
      guard curl_multi_poll(multi, nil, 0, Int32(milliseconds), nil) == CURLM_OK else {
        throw .network(reason: "cannot wait")
      }
    }
    return finished
  }

  private func collect() throws(FetchError) -> [Exchange] {
    var finished: [Exchange] = []
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
        continue
      }
      let code = message.pointee.data.result
      guard let transfer = transfers.removeValue(forKey: easy) else {
        preconditionFailure("a handle without its transfer")
      }
      if let disk = transfer.diskError {
        throw .failed(path: folder, operation: "keeping a body", code: disk)
      }
      finished.append(exchange(transfer, code))
      curl_multi_remove_handle(multi, easy)
      if let list = ownHeaders.removeValue(forKey: easy) { curl_slist_free_all(list) }
      idle.append(easy)
    }
    return finished
  }

  private func exchange(_ transfer: Transfer, _ code: CURLcode) -> Exchange {
    let duration = clock.now - transfer.start
    var firstByte: curl_off_t = 0
    ccurl_get_size(transfer.easy, CURLINFO_STARTTRANSFER_TIME_T, &firstByte)
    var version = 0
    ccurl_get_long(transfer.easy, CURLINFO_HTTP_VERSION, &version)
    let outcome = TransferOutcome(transfer, code: code, duration: duration).outcome
    return Exchange(
      request: transfer.request, outcome: outcome, startedAt: transfer.startedAt,
      duration: duration, latency: firstByte > 0 ? .microseconds(Int(firstByte)) : duration,
      sent: transfer.sent, header: transfer.header, fields: transfer.fields, body: transfer.body,
      decodedBytes: transfer.decodedBytes, serverAddress: transfer.serverAddress,
      protocolName: version == Int(CURL_HTTP_VERSION_2_0) ? "h2" : "http/1.1",
      tls: transfer.tls, chain: transfer.chain,
      detail: outcome.isSuccess ? nil : String(cString: curl_easy_strerror(code)))
  }

  private func headers(
    for request: FetchRequest, easy: UnsafeMutableRawPointer
  ) -> UnsafeMutablePointer<curl_slist>? {
    if request.validators.isEmpty { return pageHeaders }
    var list: UnsafeMutablePointer<curl_slist>?
    for line in Self.headerLines { list = curl_slist_append(list, line) }
    if let etag = request.validators.etag {
      list = curl_slist_append(list, "If-None-Match: \(etag)")
    }
    if let date = request.validators.lastModified {
      list = curl_slist_append(list, "If-Modified-Since: \(date)")
    }
    ownHeaders[easy] = list
    return list
  }

  private func makeHandle() throws(FetchError) -> UnsafeMutableRawPointer {
    guard let easy = curl_easy_init() else { throw .network(reason: "out of memory") }
    let limits = options.limits
    var status = [
      // Set even where there is none: an empty proxy is not taken from the environment.
      ccurl_set_text(easy, CURLOPT_PROXY, options.proxy ?? ""),
      ccurl_set_text(easy, CURLOPT_PROTOCOLS_STR, "http,https"),
      ccurl_set_text(easy, CURLOPT_USERAGENT, options.userAgent),
      ccurl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0),
      ccurl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1),
      ccurl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2),
      ccurl_set_long(easy, CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue)),
      ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1),
      // The body as it came: chunk lines and compression stay.
      ccurl_set_long(easy, CURLOPT_HTTP_TRANSFER_DECODING, 0),
      ccurl_set_long(easy, CURLOPT_HTTP_CONTENT_DECODING, 0),
      ccurl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1),
      ccurl_set_long(easy, CURLOPT_PATH_AS_IS, 1),
      ccurl_set_long(easy, CURLOPT_TCP_KEEPALIVE, 1),
      ccurl_set_long(easy, CURLOPT_DNS_CACHE_TIMEOUT, 60),
      ccurl_set_long(
        easy, CURLOPT_HTTP_VERSION,
        Int(options.usesHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)),
      ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, limits.connect.milliseconds),
      ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, limits.total.milliseconds),
      ccurl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 1),
      ccurl_set_long(easy, CURLOPT_LOW_SPEED_TIME, max(1, limits.idle.milliseconds / 1000)),
    ]
    if let file = options.certificateFile {
      status.append(ccurl_set_text(easy, CURLOPT_CAINFO, file))
    }
    if let resolve { status.append(ccurl_set_list(easy, CURLOPT_RESOLVE, resolve)) }
    if let share {
      status.append(ccurl_set_share(easy, share))
      status.append(ccurl_set_text(easy, CURLOPT_COOKIEFILE, ""))
    }
    guard status.allSatisfy({ $0 == CURLE_OK }) else {
      ccurl_discard(easy)
      throw .network(reason: "this libcurl lacks an option; 7.85 or later with OpenSSL is needed")
    }
    return easy
  }

}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
