/// What one transfer may cost.
package struct TransferLimits: Sendable, Equatable {
  /// Bytes of the body on the wire.
  package var wireBytes = 8 << 20
  /// Bytes of the body without its codings.
  package var decodedBytes = 32 << 20
  /// Decoded bytes for each byte on the wire; counted from `ratioFloorBytes` on.
  package var ratio = 200
  /// Decoded bytes below which the ratio does not count.
  package var ratioFloorBytes = 1 << 20
  /// Bytes of the header.
  package var headerBytes = 256 << 10
  /// Lines of the header.
  package var headerLines = 500
  /// Time until the connection stands, TLS included.
  package var connect: Duration = .seconds(15)
  /// Time without a byte; whole seconds.
  package var idle: Duration = .seconds(30)
  /// Time for everything.
  package var total: Duration = .seconds(120)

  /// The defaults.
  package init() {}

  /// Those for a sitemap, which may be larger. Source: sitemaps.org, 50 MB uncompressed.
  var forSitemap: TransferLimits {
    var limits = self
    limits.wireBytes = max(wireBytes, 52_428_800)
    limits.decodedBytes = max(decodedBytes, 52_428_800)
    return limits
  }

  /// Those for a robots.txt: what is read of it and a little more.
  var forRobots: TransferLimits {
    var limits = self
    limits.wireBytes = min(wireBytes, RobotsFile.byteLimit)
    limits.decodedBytes = min(decodedBytes, RobotsFile.byteLimit * 4)
    return limits
  }
}
