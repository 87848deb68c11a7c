/// How requests are made.
package struct EngineOptions: Sendable {
  /// The `User-Agent` header.
  package var userAgent: String
  /// Requests under way at once.
  package var concurrency: Int
  /// Whether HTTP/2 is offered.
  package var usesHTTP2 = false
  /// Where requests go through; nil connects directly, whatever the environment says.
  package var proxy: String?
  /// Certificates to trust instead of the system's.
  package var certificateFile: String?
  /// Names with fixed addresses, as `host:port:address`.
  package var fixedAddresses: [String] = []
  /// Whether cookies are kept in memory and sent back.
  package var usesCookies = false
  /// What a transfer may cost.
  package var limits = TransferLimits()
  /// Which addresses may be connected to.
  package var addressGuard = AddressGuard()

  /// The defaults.
  package init(userAgent: String, concurrency: Int) {
    self.userAgent = userAgent
    self.concurrency = concurrency
  }
}
