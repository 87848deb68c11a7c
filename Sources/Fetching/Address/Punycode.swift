internal import Foundation

/// Labels of host names beyond ASCII. Source: RFC 3492; composed and lower-cased first, as IDNA
/// asks.
///
/// libcurl's own conversion depends on the locale of the process.
enum Punycode {
  private static let base: UInt32 = 36

  /// `xn--` and the encoded label; the label itself where it is ASCII. Nil where it cannot be
  /// encoded.
  static func label(_ text: some StringProtocol) -> String? {
    let composed = String(text).lowercased().precomposedStringWithCanonicalMapping
    let scalars = composed.unicodeScalars.map(\.value)
    guard scalars.contains(where: { $0 >= 0x80 }) else { return composed }
    var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
    let plain = UInt32(output.count)
    if plain > 0 { output.append(0x2D) }
    var (code, delta, bias, handled): (UInt32, UInt32, UInt32, UInt32) = (0x80, 0, 72, plain)
    while handled < scalars.count {
      guard let next = scalars.filter({ $0 >= code }).min() else { return nil }
      let (step, overflows) = (next - code).multipliedReportingOverflow(by: handled + 1)
      guard !overflows, delta <= UInt32.max - step else { return nil }
      delta += step
      code = next
      for scalar in scalars {
        if scalar < code { delta += 1 }
        guard scalar == code else { continue }
        append(delta, bias: bias, to: &output)
        bias = adapted(delta, points: handled + 1, isFirst: handled == plain)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return "xn--" + String(decoding: output, as: UTF8.self)
  }

  private static func append(_ delta: UInt32, bias: UInt32, to output: inout [UInt8]) {
    var rest = delta
    var place = base
    while true {
      let threshold = place <= bias ? 1 : min(place - bias, 26)
      if rest < threshold { break }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      place += base
    }
    output.append(digit(rest))
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
  }

  private static func adapted(_ delta: UInt32, points: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / points
    var count: UInt32 = 0
    while delta > 455 {
      delta /= 35
      count += base
    }
    return count + 36 * delta / (delta + 38)
  }
}
