package import Model

/// Reads dates as dumps write them.
package enum DateText {
  /// ISO 8601 (`2011-02-06`, `2011-02-06T10:00:00.123+01:00`, a space for the T, the basic form
  /// `20110206T100000Z` with or without the T), or a number of seconds or milliseconds since 1970;
  /// nil for anything else. Times without a zone are UTC.
  package static func instant(_ text: some Collection<UInt8>) -> Instant? {
    text.withContiguousStorageIfAvailable(instant) ?? Array(text).withUnsafeBufferPointer(instant)
  }

  /// The same, or a date as people and mail programs write them (`WrittenDate`).
  ///
  /// - Parameter order: of day and month where both are numbers; nil reads no such date.
  static func instant(written text: some Collection<UInt8>, order: DateOrder?) -> Instant? {
    func read(_ text: UnsafeBufferPointer<UInt8>) -> Instant? {
      if let instant = instant(text) { return instant }
      guard let written = WrittenDate.instant(text, order: order) else { return nil }
      return years.contains(written) ? written : nil
    }
    return text.withContiguousStorageIfAvailable(read) ?? Array(text).withUnsafeBufferPointer(read)
  }

  private static func instant(_ text: UnsafeBufferPointer<UInt8>) -> Instant? {
    let scanner = Scanner(text)
    var (basic, extended) = (scanner, scanner)
    guard let instant = basic.basic() ?? scanner.number() ?? extended.iso() else { return nil }
    // The time zone may have led out of the years that the output can hold.
    return years.contains(instant) ? instant : nil
  }

  /// Seconds, or milliseconds if that many seconds would lie beyond the year 5138. Numbers below
  /// a hundred million are no dates that a dump of ads would hold (0 mostly stands for none),
  /// unless they read as one: 20110206.
  package static func instant(number: Double) -> Instant? {
    guard number.isFinite, number < 1e14, number > 0 else { return nil }
    if number < 1e8 {
      return number == number.rounded() ? instant(Array(String(Int(number)).utf8)) : nil
    }
    let milliseconds = number < 1e11 ? number * 1000 : number
    return Instant(milliseconds: Int64(milliseconds.rounded()))
  }

  /// From the start of the year 1 to the end of the year 9999.
  private static let years =
    Instant(milliseconds: -62_135_596_800_000)...Instant(milliseconds: 253_402_300_799_999)

  /// Used while the text is there.
  private struct Scanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
      var (start, end) = (0, text.count)
      while start < end, text[end - 1] <= 0x20 { end -= 1 }
      while start < end, text[start] <= 0x20 { start += 1 }
      bytes = UnsafeBufferPointer(rebasing: text[start..<end])
    }

    /// Eight or fourteen digits, with a T between day and time or without.
    mutating func basic() -> Instant? {
      guard bytes.first == 0x31 || bytes.first == 0x32, let year = digits(4),
        let month = digits(2), let day = digits(2)
      else { return nil }
      guard offset < bytes.count else { return Instant(year: year, month: month, day: day) }
      _ = skip(0x54)
      guard let hour = digits(2), let minute = digits(2), let second = digits(2),
        let zone = zone(), offset == bytes.count
      else { return nil }
      return Instant(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second,
        offsetSeconds: zone)
    }

    /// The whole text as a number of nine digits or more.
    func number() -> Instant? {
      guard bytes.count >= 9, bytes.count <= 20,
        bytes.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D }),
        let value = Double(String(decoding: bytes, as: UTF8.self))
      else { return nil }
      return DateText.instant(number: value)
    }

    mutating func iso() -> Instant? {
      guard let year = digits(4), skip(0x2D), let month = digits(2), skip(0x2D),
        let day = digits(2)
      else { return nil }
      guard offset < bytes.count else { return Instant(year: year, month: month, day: day) }
      guard skip(0x54) || skip(0x74) || skip(0x20), let hour = digits(2), skip(0x3A),
        let minute = digits(2)
      else { return nil }
      var second = 0
      var millisecond = 0
      if skip(0x3A) {
        guard let value = digits(2) else { return nil }
        second = value
        if skip(0x2E) || skip(0x2C) { millisecond = fraction() }
      }
      _ = skip(0x20)
      guard let zone = zone(), offset == bytes.count else { return nil }
      return Instant(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second,
        millisecond: millisecond, offsetSeconds: zone)
    }

    private mutating func zone() -> Int? {
      if offset == bytes.count { return 0 }
      if skip(0x5A) || skip(0x7A) { return 0 }
      if skip(0x55) { return skip(0x54) && skip(0x43) && offset == bytes.count ? 0 : nil }
      if skip(0x47) { return skip(0x4D) && skip(0x54) && offset == bytes.count ? 0 : nil }
      let sign = skip(0x2B) ? 1 : skip(0x2D) ? -1 : 0
      guard sign != 0, let hours = digits(2) else { return nil }
      _ = skip(0x3A)
      let minutes = offset < bytes.count ? digits(2) : 0
      guard let minutes, hours <= 23, minutes <= 59 else { return nil }
      return sign * (hours * 3600 + minutes * 60)
    }

    private mutating func fraction() -> Int {
      var value = 0
      var scale = 100
      while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) {
        value += Int(bytes[offset] - 0x30) * scale
        scale /= 10
        offset += 1
      }
      return value
    }

    private mutating func digits(_ count: Int) -> Int? {
      guard offset + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[offset..<offset + count] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      offset += count
      return value
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
      guard offset < bytes.count, bytes[offset] == byte else { return false }
      offset += 1
      return true
    }
  }
}
