import Generated
import Model
import Testing

@testable import Ingest

@Suite struct WrapperStreamTests {
  /// The lines that `text` becomes, without spaces round them, and what is told of empty ones.
  private func read(
    _ text: String, _ path: String, step: Int
  ) throws -> (lines: [String], faults: [String]) {
    let path = try #require(RecordPath(path))
    let stream = WrapperStream(MemoryStream(text, step: step), path: path, depthLimit: 4)
    let bytes = try stream.all(step: step)
    for (index, byte) in zip(0..., text.utf8) where bytes[index] > 0x20 {
      #expect(bytes[index] == byte)
    }
    #expect((0...2).contains(bytes.count - text.utf8.count))
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).split(separator: " ").joined(separator: " ")
    }
    if lines.last == "" { lines.removeLast() }
    let faults = stream.faults(before: .max).map { fault in
      #expect(lines[fault.line - 1].isEmpty)
      #expect(fault.raw == Array(text.utf8.dropFirst(fault.byteOffset).prefix(fault.raw.count)))
      return "\(fault.line) \(fault.byteOffset)+\(fault.byteCount) \(fault.reason.rawValue): "
        + fault.detail
    }
    #expect(stream.faults(before: .max).isEmpty)
    return (lines, faults)
  }

  private static let wrappers: [(text: String, path: String, lines: [String])] = [
    (#"{"n":1,"ads":[{"a":[1,"]"]}, {}],"z":[2]}"#, "ads", [#"{"a":[1,"]"]}"#, "{}"]),
    ("{\n \"ads\" : [\n  {\n   \"a\": 1\n  },\n  {}\n ]\n}\n", "ads", [#"{ "a": 1 }"#, "{}"]),
    (#"{"ads":[]}{"ads":null} {"ads":[3]}"#, "ads", ["3"]), ("", "ads", []), (" [ ] ", "ads", []),
    ("{\"ads\":[1]}\n{\"ads\":[]}\n{\"ads\":[2,3]}\n", "ads", ["1", "2", "3"]),
    (#"{"hits":{"n":{"hits":[0]},"hits":[1]},"ads":[2]}"#, "hits.hits", ["1"]),
    (#"{"hits.hits":[1]}"#, "hits.hits", ["1"]), (#"{"a":{"b.c":[1]}}"#, "a.b.c", ["1"]),
    (
      #"[{"r":[{"ads":[1]},{"ads":[2]}]},{"r":{"ads":[3]}},{"r":[[{"ads":[4]}]]}]"#, "r.ads",
      ["1", "2", "3", "4"]
    ),
    (#"{"\u0061ds":["x\",1]","\\"],"x":"\"ads\":[9]"}"#, "ads", [#""x\",1]""#, #""\\""#]),
    (#"{"x":"ads","y":["ads",[9]],"ads":[1],"ads":[2]}"#, "ads", ["1", "2"]),
    ("\u{FEFF}{\"ads\":[{\"é\":\"ü\"}]}", "ads", [#"{"é":"ü"}"#]),
  ]

  @Test(arguments: wrappers, [1, 2, 5, 1000])
  func `items become lines at the same offsets`(
    wrapper: (text: String, path: String, lines: [String]), step: Int
  ) throws {
    let (lines, faults) = try read(wrapper.text, wrapper.path, step: step)
    #expect(lines == wrapper.lines)
    #expect(faults.isEmpty)
  }

  private static let broken: [(text: String, lines: [String], faults: [String])] = [
    (#"{"x":[1]} {"ads":[2]}"#, ["", "2"], ["1 0+9 no list of records: no 'ads'"]),
    (#"{"ads":{"a":[1]}}"#, [""], ["1 0+17 no list of records: 'ads' is no list"]),
    (
      #"{"ads":"[1]"}{}"#, ["", ""],
      ["1 0+13 no list of records: 'ads' is no list", "2 13+2 no list of records: no 'ads'"]
    ),
    // What is no wrapper stays, so that the parser refuses it.
    ("7\n{\"ads\":[1]}}\n{\"ads\":[2]}", ["7", "1", "}", "2"], []),
    // A missing quote.
    (
      "{\"ads\":[\n{\"a\":1},\n{\"a\":\"x},\n{\"a\":2}\n]}",
      [#"{"a":1}"#, #"{"a":"x},"#, #"{"a":2}"#],
      []
    ),
    ("{\"x\":\"y,\n\"ads\":[1]}", ["1"], []),
    // A broken wrapper costs no other where each has a line of its own.
    ("{\"ads\":[1]}\n{\"ads\":[{\"a\":2}\n{\"ads\":[3]}\n", ["1", #"{"a":2}"#, "3"], []),
    (
      "{\"ads\":[1]}\n{\"ads\":[2],\n{\"ads\":[3]}\n", ["1", "2", "", "3"],
      ["3 12+12 invalid JSON: no end"]
    ),
    ("{\"ads\":[1]}\n{\"ads\":[\"x]}\n{\"ads\":[3]}\n", ["1", "\"x]}", "3"], []),
    // A cut file.
    (#"{"ads":[1,{"a":"#, ["1", #"{"a":"#], []),
    (#"{"ads":[1"#, ["1", ""], ["2 0+9 truncated record: the file ends inside a list"]),
    (#"{"ads":[1,"#, ["1", ""], ["2 0+10 truncated record: the file ends inside a list"]),
    (#"{"ads":[1],"#, ["1", ""], ["2 0+11 truncated record: the file ends inside a list"]),
    (#"{"x":[{"#, [""], ["1 0+7 truncated record: the file ends before 'ads'"]),
    (#"[{"ads":[1]},"#, ["1", ""], ["2 13+0 truncated record: the file ends inside a list"]),
  ]

  @Test(arguments: broken, [1, 2, 5, 1000])
  func `what is broken costs no more than itself`(
    wrapper: (text: String, lines: [String], faults: [String]), step: Int
  ) throws {
    let (lines, faults) = try read(wrapper.text, "ads", step: step)
    #expect(lines == wrapper.lines)
    #expect(faults == wrapper.faults)
  }

  @Test func `lists on the path nest so deep and no deeper`() throws {
    for (depth, lines) in [(3, ["1"]), (4, [""])] {
      let text =
        #"{"r":"# + String(repeating: "[", count: depth - 1) + #"{"ads":[1]}"#
        + String(repeating: "]", count: depth - 1) + "}"
      #expect(try read(text, "r.ads", step: 100).lines == lines)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `any bytes give lines and reasons that fit them`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces = ["{", "}", "[", "]", ",", ":", "\"ads\"", "\"", "\\", "\n", " ", "1", "null", "é"]
    let text = (0..<60).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    let whole = try read(text, "ads", step: 1000)
    let cut = try read(text, "ads", step: 1)
    #expect(whole.lines == cut.lines && whole.faults == cut.faults)
  }
}
