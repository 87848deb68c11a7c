import Testing

@testable import Scanning

@Suite struct PathListTests {
  /// Paths whose items are letters.
  private func list(_ paths: [String]) -> PathList {
    var list = PathList()
    for path in paths {
      for letter in path.utf8 { list.append(.symbols(1 << UInt32(letter - 0x61))) }
      list.endPath()
    }
    return list
  }

  @Test(arguments: [
    (
      [["a", "b"], ["c"], ["d"], ["e", "f", ""]], ["acde", "acdf", "acd", "bcde", "bcdf", "bcd"]
    ),
    ([[""], ["a"], [""]], ["a"]),
    ([["ab", "a"], ["b", ""]], ["abb", "ab", "ab", "a"]),
    ([], [""]),
    ([["a"], []], []),
  ])
  func `parts are joined as loops in each other would`(parts: [[String]], joined: [String]) {
    #expect(PathList.joined(parts.map(list)) == list(joined))
  }

  @Test func `lists behind one another keep their paths`() {
    var paths = list(["ab", ""])
    paths.append(list(["c", "", "d"]))
    #expect(paths == list(["ab", "", "c", "", "d"]))
    paths.removeLastPath()
    #expect(paths == list(["ab", "", "c", ""]) && paths.items.count == 3)
  }

  @Test func `no path is kept twice, and none that is refused`() {
    let names = (0..<400).map { number in
      String(number % 150, radix: 8).map {
        String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0)))
      }.joined()
    }
    var distinct = DistinctPaths()
    for name in names {
      distinct.add { paths in
        paths.append(list([name])[0])
        return name != "ab"
      }
    }
    #expect(distinct.paths == list(names.prefix(150).filter { $0 != "ab" }))
  }
}
