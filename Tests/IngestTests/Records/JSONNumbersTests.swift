import Testing

@testable import Ingest

@Suite struct JSONNumbersTests {
  @Test(arguments: [
    (#"{"n":123456789012345678901}"#, #"{"n":"123456789012345678901"}"#),
    (#"[1e400,-1E+400,1e-400]"#, #"["1e400","-1E+400",1e-400]"#),
    (
      #"{"a":-9223372036854775809,"b":[18446744073709551616]}"#,
      #"{"a":"-9223372036854775809","b":["18446744073709551616"]}"#
    ),
    (
      #"[-9223372036854775808,18446744073709551615,1.5,0,-0]"#,
      #"[-9223372036854775808,18446744073709551615,1.5,0,-0]"#
    ),
    (
      #"{"a\"99999999999999999999":"99999999999999999999\\"}"#,
      #"{"a\"99999999999999999999":"99999999999999999999\\"}"#
    ),
    ("99999999999999999999", "\"99999999999999999999\""), (#"["\"#, #"["\"#), ("-", "-"), ("", ""),
  ])
  func `numbers beyond 64 bits and doubles are quoted, nothing else`(json: String, expected: String)
  {
    #expect(String(decoding: JSONNumbers.quotingLarge(json.utf8), as: UTF8.self) == expected)
  }

  /// A parser must go on to refuse them.
  @Test(arguments: [
    "[099999999999999999999]", "[99999999999999999999.]", "[99999999999999999999e]",
    "[99999999999999999999-1]", "[1.99999999999999999999e999.1]",
    "[--99999999999999999999]",
  ])
  func `what only looks like a number stays as it is`(json: String) {
    #expect(String(decoding: JSONNumbers.quotingLarge(json.utf8), as: UTF8.self) == json)
  }

  @Test func `fractions are quoted as they are written`() {
    let quoted = JSONNumbers.quotingFractions(#"{"id":1.50,"b":[-0.0,2e3,7],"c":"1.5"}"#.utf8)
    #expect(
      String(decoding: quoted, as: UTF8.self) == #"{"id":"1.50","b":["-0.0","2e3",7],"c":"1.5"}"#)
  }
}
