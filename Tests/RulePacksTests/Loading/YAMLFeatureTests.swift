import Model
import StrictYAML
import Testing

@Suite struct YAMLFeatureTests {
  private final class Faults: YAMLFaultList {
    var found: [YAMLFault] = []

    func report(_ fault: YAMLFault, at location: Model.SourceLocation, rule: String?) {
      found.append(fault)
    }
  }

  private func faults(of text: String) -> [YAMLFault] {
    let faults = Faults()
    _ = YAMLFile(text: text, file: "a.yml", problems: faults)
    return faults.found
  }

  @Test(arguments: [
    "a: &x 1", "a:\n- &x 1", "a:\n- - &x 1", "{a: &x 1}", "{&x a: 1}", "{\"a\":&x 1}", "a: [&x 1]",
    "a: [1,&x 2]", "&x\na: 1", "--- &x\na: 1", "? &x a\n: 1", "a: 1\n&x b: 2", "a:\t&x 1",
    "\u{FEFF}&x a: 1", "a: 1\u{85}&x b: 2", "a: &x\n  b: 1",
  ])
  func `an anchor is refused wherever it stands`(text: String) {
    #expect(faults(of: text) == [.yamlFeature("anchors and aliases")])
  }

  @Test(arguments: [
    "a: !t 1", "a:\n- !t 1", "{a: !t 1}", "{!t a: 1}", "{\"a\":!t 1}", "a: [!t 1]",
    "a: [1,!t 2]", "!t\na: 1", "--- !t\na: 1", "a: !t |\n  text", "\u{FEFF}!t a: 1",
  ])
  func `a tag is refused wherever it stands`(text: String) {
    #expect(faults(of: text) == [.yamlFeature("tags")])
  }

  @Test(arguments: [
    "a: b & c", "a: b&c", "a: wow! !", "a: \"&x\"", "a: '!t'", "a: |\n  &x\n  !t", "a: [b&c, d!e]",
    "a: b # &x !t",
  ])
  func `the same signs inside of texts are text`(text: String) {
    #expect(faults(of: text) == [])
  }
}
