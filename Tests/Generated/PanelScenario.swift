/// A declared effect, with what may be said about it.
package struct PanelScenario: Sendable {
  /// In a few words.
  package let name: String
  /// What must hold.
  package let bar: Bar
  /// Whether the question is about the peak day and not about the week.
  package let asksPeak: Bool
  /// How the panels are made.
  package let panel: GeneratedPanel

  /// What must hold of the answers.
  package enum Bar: Sendable, Equatable {
    /// Not one panel of any number rose.
    case neverRose
    /// Rose and fell together, as a share of the panels.
    case falseAlarms(atMost: Double)
    /// Rose, as a share of the panels; none fell.
    case rose(atLeast: Double)
    /// Counts alone cannot tell this from a rise: only recorded.
    case recorded
  }

  /// How many places and days.
  package struct Shape: Sendable {
    /// Places, the host among them.
    package let places: Int
    /// Days before the event, in it and behind it.
    package let days: Int

    /// 3 places by 60 days, 8 by 120, 20 by 300.
    package static let all = [
      Shape(places: 3, days: 60), Shape(places: 8, days: 120), Shape(places: 20, days: 300),
    ]

    /// The shape of tests that ask about hundreds of panels.
    package static let small = Shape(places: 7, days: 63)

    /// The shape that other tests use.
    package static let usual = Shape(places: 12, days: 77)

    /// `8 places, 120 days`.
    package var name: String { "\(places) places, \(days) days" }
  }

  private init(
    _ name: String, _ bar: Bar, _ shape: Shape, asksPeak: Bool = false,
    _ change: (inout GeneratedPanel) -> Void
  ) {
    var panel = GeneratedPanel()
    panel.placeCount = shape.places
    panel.daysBefore = shape.days - 21
    change(&panel)
    (self.name, self.bar, self.asksPeak, self.panel) = (name, bar, asksPeak, panel)
  }

  /// Every scenario in that shape.
  package static func all(_ shape: Shape) -> [PanelScenario] {
    withoutEffect(shape) + withEffect(shape) + shared(shape) + collection(shape)
  }

  /// Nothing happened, in panels of several kinds.
  package static func withoutEffect(_ shape: Shape) -> [PanelScenario] {
    let bar = Bar.falseAlarms(atMost: 0.05)
    return [
      PanelScenario("nothing", bar, shape) { _ in },
      PanelScenario("nothing, peak day", bar, shape, asksPeak: true) { _ in },
      PanelScenario("nothing, over-dispersed", bar, shape) { $0.dispersion = 0.1 },
      PanelScenario("nothing, as even as chance", bar, shape) { $0.dispersion = 0.001 },
      PanelScenario("nothing, slow ups and downs", bar, shape) { $0.wander = 0.15 },
      PanelScenario("nothing, season and trends", bar, shape) {
        $0.season = 0.3
        $0.trend = 0.005
      },
      PanelScenario("nothing, 2 ads a day", bar, shape) { $0.rate = 2 },
      PanelScenario("nothing, small others", bar, shape) { $0.otherRate = 4 },
    ]
  }

  /// Something happened at the host alone. Two controls cannot show for sure that they had no share
  /// in it, so that how often it is found is only recorded there.
  package static func withEffect(_ shape: Shape) -> [PanelScenario] {
    let found = shape.places > 4 ? Bar.rose(atLeast: 0.8) : .recorded
    return [
      PanelScenario("+20 % for the week", .recorded, shape) { $0.effect = host(1.2) },
      PanelScenario("+40 % for the week", found, shape) { $0.effect = host(1.4) },
      PanelScenario("-40 % for the week", .neverRose, shape) { $0.effect = host(0.6) },
      PanelScenario("+136 % on one day", found, shape, asksPeak: true) {
        $0.effect = { place, day in place == 0 && day == 3 ? 2.36 : 1 }
      },
    ]
  }

  /// Something happened at the others too.
  package static func shared(_ shape: Shape) -> [PanelScenario] {
    [
      PanelScenario("+40 % everywhere", .neverRose, shape) { $0.effect = all(1.4) },
      PanelScenario("+100 % everywhere", .neverRose, shape) { $0.effect = all(2) },
      PanelScenario("+136 % on one day everywhere", .neverRose, shape, asksPeak: true) {
        $0.effect = { _, day in day == 3 ? 2.36 : 1 }
      },
      PanelScenario("+40 % everywhere, 2 ads a day", .neverRose, shape) {
        $0.rate = 2
        $0.effect = all(1.4)
      },
      PanelScenario("+40 % everywhere, over-dispersed", .neverRose, shape) {
        $0.dispersion = 0.1
        $0.effect = all(1.4)
      },
      PanelScenario("+40 % everywhere, slow ups and downs", .neverRose, shape) {
        $0.wander = 0.15
        $0.effect = all(1.4)
      },
      PanelScenario("+40 % at the host and its named controls", .neverRose, shape) {
        let controls = Array(1..<max(3, shape.places / 2))
        $0.controls = controls
        $0.effect = { place, day in
          GeneratedPanel.week.contains(day) && place <= controls.count ? 1.4 : 1
        }
      },
    ]
  }

  /// Only collection changed.
  package static func collection(_ shape: Shape) -> [PanelScenario] {
    func changed(
      _ name: String, _ bar: Bar = .neverRose,
      _ collected: @escaping @Sendable (_ isHost: Bool, _ day: Int) -> Double
    ) -> PanelScenario {
      PanelScenario(name, bar, shape) {
        $0.collected = { place, day in collected(place == 0, day) }
      }
    }
    func measured(
      _ name: String, _ bar: Bar = .neverRose, _ change: (inout GeneratedPanel) -> Void
    ) -> PanelScenario {
      PanelScenario(name, bar, shape) {
        $0.showsCoverage = true
        change(&$0)
      }
    }
    let week = GeneratedPanel.week
    return [
      changed("a hole at the host in the event") { $0 && week.contains($1) ? 0.1 : 1 },
      changed("a hole at the host in the baseline") { $0 && (-21 ..< -3).contains($1) ? 0 : 1 },
      changed("a thin baseline at the host") { $0 && (-21..<0).contains($1) ? 0.5 : 1 },
      changed("a hole everywhere for three days") { (2..<5).contains($1) ? 0 : 1 },
      changed("a hole everywhere before the event") { (-7..<0).contains($1) ? 0.1 : 1 },
      changed("the controls fail in the event") { !$0 && week.contains($1) ? 0.3 : 1 },
      changed("the controls thin out in the event") { !$0 && week.contains($1) ? 0.6 : 1 },
      changed("twice the collection everywhere in the event") { week.contains($1) ? 1 : 0.5 },
      changed("twice the collection everywhere from the event on") { $1 < 0 ? 0.5 : 1 },
      changed("twice the collection at the host from the event on") { $0 && $1 < 0 ? 0.5 : 1 },
      changed("half more at the host from the event on", .recorded) { $0 && $1 < 0 ? 0.67 : 1 },
      PanelScenario("half more at the host from the event on, data end with it", .recorded, shape) {
        $0.daysAfter = 0
        $0.collected = { place, day in place == 0 && day < 0 ? 0.67 : 1 }
      },
      changed("half more at the host in the event", .recorded) {
        $0 && !week.contains($1) ? 0.67 : 1
      },
      measured("half more at the host from the event on, coverage given") {
        $0.daysAfter = 0
        $0.collected = { place, day in place == 0 && day < 0 ? 0.67 : 1 }
      },
      measured("twice the collection at the host in the event, coverage given") {
        $0.collected = { place, day in place == 0 && !week.contains(day) ? 0.5 : 1 }
      },
      measured("twice the collection everywhere, +40 % at the host, coverage given", .recorded) {
        $0.collected = { _, day in week.contains(day) ? 1 : 0.5 }
        $0.rate = 75
        $0.effect = host(1.4)
      },
    ]
  }

  private static func host(_ factor: Double) -> @Sendable (Int, Int) -> Double {
    { place, day in place == 0 && GeneratedPanel.week.contains(day) ? factor : 1 }
  }

  private static func all(_ factor: Double) -> @Sendable (Int, Int) -> Double {
    { _, day in GeneratedPanel.week.contains(day) ? factor : 1 }
  }
}
