internal import Foundation
internal import Model

/// The report as one HTML page: no script, nothing from the network, readable on a phone and in
/// print.
package struct ReportPage {
  /// The whole document.
  package let html: String

  /// Draws the page.
  package init(_ report: EventReport) {
    var writer = PageWriter(report: report)
    html = writer.page()
  }
}

/// Writes the page section by section.
private struct PageWriter {
  let report: EventReport
  private var out = ""
  private let charts: Charts
  private let panel: Panel

  init(report: EventReport) {
    self.report = report
    panel = report.analyst.panel
    charts = Charts(analyst: report.analyst, isPublic: report.isPublic)
  }

  /// The answers about one event at one of its places.
  private struct Section {
    var event: Int
    var place: Int
    var answers: [Answer]
  }

  mutating func page() -> String {
    let sections = self.sections()
    let names = report.analyst.definitions.events.filter(\.isAsked).map(\.name)
    let title =
      "Event report: " + names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " …" : "")
    out = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(HTMLText.escape(title))</title><style>\(ReportStyle.css)</style></head><body><main>
      <h1>\(HTMLText.escape(title))</h1>
      <p class="lead">Counts of advertisements, held against their usual and against other places. \
      An answer about advertisements is not an answer about trafficking, and every ad behind it is a \
      lead for a trained person, not a verdict.</p>

      """
    if report.isPublic {
      out += "<p class=\"banner\">Made for sharing: counts under 5 are masked.</p>\n"
    }
    if sections.count > 1 { contents(sections) }
    for section in sections { write(section) }
    out += ReportText.methods(report)
    inputs()
    helpLines()
    out += "</main></body></html>\n"
    return out
  }

  private func sections() -> [Section] {
    var result: [Section] = []
    for answer in report.answers {
      let question = answer.question
      if let last = result.last, last.event == question.event, last.place == question.place {
        result[result.count - 1].answers.append(answer)
      } else {
        result.append(
          Section(event: question.event, place: question.place, answers: [answer]))
      }
    }
    return result
  }

  private mutating func contents(_ sections: [Section]) {
    out +=
      "<table class=\"overview\"><thead><tr><th>Event</th><th>Place</th><th>Ads</th></tr></thead><tbody>\n"
    for (number, section) in sections.enumerated() {
      guard let answer = section.answers.first else { continue }
      out += """
        <tr><td><a href="#s\(number)">\(HTMLText.escape(answer.question.eventName))</a></td>\
        <td>\(HTMLText.escape(answer.question.placeName))</td><td>\(chip(answer.verdict))</td></tr>

        """
    }
    out += "</tbody></table>\n"
  }

  private func chip(_ verdict: Verdict) -> String {
    let text =
      switch verdict {
      case .rose: "rose"
      case .fell: "fell"
      case .noEvidence: "no evidence either way"
      case .cannotBeTold: "cannot be told"
      }
    return "<span class=\"chip \(verdict.name)\">\(text)</span>"
  }

  private mutating func write(_ section: Section) {
    guard let first = section.answers.first else { return }
    let question = first.question
    let event = report.analyst.definitions.events[section.event]
    let number =
      sections().firstIndex { $0.event == section.event && $0.place == section.place } ?? 0
    out += """
      <section id="s\(number)"><h2>\(HTMLText.escape(event.name)) \
      <small>\(HTMLText.escape(question.placeName)), \
      \(DayText.range(question.periods.event))</small></h2>

      """
    if let note = event.note { out += "<p class=\"note\">\(HTMLText.escape(note))</p>\n" }
    for answer in section.answers
    where answer.question.metric == first.question.metric || answer.verdict == .rose
      || answer.verdict == .fell
    {
      out += """
        <div class="answer \(answer.verdict.name)">\(chip(answer.verdict))<p>\
        \(HTMLText.escape(report.sentence(answer)))</p></div>

        """
    }
    pictures(section)
    estimates(section)
    shifts(section)
    terms(section)
    moves(section)
    out += "</section>\n"
  }

  private mutating func figure(_ svg: String, _ caption: String, wide: Bool = false) {
    guard !svg.isEmpty else { return }
    out +=
      "<figure\(wide ? " class=\"wide\"" : "")>\(svg)<figcaption>\(caption)</figcaption></figure>\n"
  }

  private mutating func pictures(_ section: Section) {
    guard let first = section.answers.first,
      let series = panel.metrics.first(where: { $0.metric == first.question.metric })
    else { return }
    let question = first.question
    let axis = panel.axis
    let controls = report.analyst.controls(question, coverage: series.coverage)?.places ?? []
    let own = SeriesLine(series, places: [question.place], question: question, axis: axis)
    guard !own.points.isEmpty else { return }
    out += ReportText.legend + "<div class=\"grid\">\n"
    if !controls.isEmpty {
      let others = SeriesLine(series, places: controls, question: question, axis: axis)
      figure(
        charts.comparison(own, others, question: question),
        "<b>Against the others</b>: <span class=\"host-text\">\(HTMLText.escape(question.placeName))"
          + "</span> and, broken, <span class=\"control-text\">\(controls.count) control "
          + "\(controls.count == 1 ? "place" : "places")</span>, each in multiples of its own usual"
      )
    }
    if case .change(let change)? = first.estimate {
      figure(
        charts.placebo(change.placebo),
        "<b>Placebos</b>: the same comparison for other places and times, in spreads; p = "
          + Self.p(change.placebo.p))
    }
    figure(
      charts.calendar(own, question: question),
      "<b>Calendar</b>: \(HTMLText.escape(series.metric.noun)) against the weekday's usual"
        + ReportText.calendarKey)
    figure(
      charts.coverage(series, question: question, controls: controls),
      "<b>Coverage</b>: dark is full, pale is thin, hatched is missing")
    out += "</div>\n<h3>Everything that was counted</h3><div class=\"grid\">\n"
    let asked = section.answers.filter { $0.question.period == "event" }
    for answer in asked where !answer.isTooThin {
      guard let series = panel.metrics.first(where: { $0.metric == answer.question.metric }) else {
        continue
      }
      let line = SeriesLine(
        series, places: [question.place], question: answer.question, axis: axis)
      let noun = series.metric.noun
      figure(
        charts.series(line, question: answer.question),
        "<b>\(HTMLText.escape(noun.prefix(1).uppercased() + noun.dropFirst()))</b>"
          + "\(series.metric.base.unit) \(chip(answer.verdict))")
    }
    out += "</div>\n"
    let thin = asked.filter(\.isTooThin).map { HTMLText.escape($0.question.metric.noun) }
    if !thin.isEmpty {
      out += "<p class=\"small\">Too few to draw or to tell: \(thin.joined(separator: ", ")).</p>\n"
    }
  }

  private mutating func estimates(_ section: Section) {
    let rows = section.answers.compactMap { answer -> (Answer, ControlledChange)? in
      if case .change(let change)? = answer.estimate { return (answer, change) }
      return nil
    }
    guard !rows.isEmpty else { return }
    out += """
      <h3>Estimates</h3><div class="scroll"><table><thead><tr><th>What</th><th>Counted</th>\
      <th>Usual</th><th>Against controls (95 %)</th><th>Own</th><th>Controls</th><th>p placebo</th>\
      <th>q</th><th>Answer</th></tr></thead><tbody>

      """
    for (answer, change) in rows {
      let interval = change.relative.interval.exponential
      let period = answer.question.period == "peak" ? ", main day" : ""
      out += """
        <tr><td>\(HTMLText.escape(answer.question.metric.noun))\(period)</td><td>\(TidyTable.number(change.host.observed))</td>\
        <td>\(String(format: "%.1f", change.host.expected))</td>\
        <td>\(Sentence.number(exp(change.relative.estimate))) \
        (\(Sentence.number(interval.low))–\(Sentence.number(interval.high)))</td>\
        <td>\(Sentence.number(change.host.ratio))</td>\
        <td>\(Sentence.number(change.control.ratio))</td>\
        <td>\(Self.p(change.placebo.p))</td><td>\(answer.q.map(Self.p) ?? "")</td>\
        <td>\(chip(answer.verdict))</td></tr>

        """
    }
    out += "</tbody></table></div>\n"
    if let change = rows.first?.1 { details(change) }
  }

  private mutating func details(_ change: ControlledChange) {
    func z(_ value: Double?) -> String { value.map { String(format: "%.1f", $0) } ?? "–" }
    out += "<p class=\"small\">First row in other ways: negative-binomial rate ratio "
    let own = change.ownRate.interval.exponential
    out += "\(Sentence.number(exp(change.ownRate.estimate))) (\(Sentence.number(own.low))–"
    out += "\(Sentence.number(own.high))), robust z \(z(change.robustZ)), share-adjusted z "
    out += "\(z(change.shareZ))"
    for difference in change.differences {
      out += "; difference-in-differences (\(difference.scale), controls "
      out += "\(difference.combine == .sum ? "summed" : "averaged")) "
      out += "\(Sentence.number(difference.plain.estimate)), error "
      out += "\(Sentence.number(difference.plain.standardError))"
      if let clustered = difference.clustered {
        out += " (clustered \(Sentence.number(clustered.standardError)))"
      }
    }
    if let synthetic = change.synthetic {
      out +=
        "; synthetic control: \(Sentence.number(synthetic.host)) of the usual where the mix of "
      out += "\(synthetic.donors.count) places had \(Sentence.number(synthetic.mix)), p "
      out += Self.p(synthetic.p)
    }
    if let began = change.began {
      out += "; the running sum of its share moved away from the usual on "
      out += DayText.day(panel.axis.starts[began])
    }
    out += ".</p>\n"
  }

  private mutating func shifts(_ section: Section) {
    let rows = section.answers.filter { answer in
      answer.question.period == "event"
        && panel.distributions.contains { $0.metric == answer.question.metric }
    }
    guard !rows.isEmpty else { return }
    out += "<h3>Stated ages and prices</h3>\n"
    for answer in rows {
      out += """
        <div class="answer \(answer.verdict.name)">\(chip(answer.verdict))<p>\
        \(HTMLText.escape(report.sentence(answer)))</p></div>

        """
    }
    out += """
      <p class="small">Stated ages are unreliable: they are written to sell, and a change of theirs \
      is a change of what is written.</p>

      """
  }

  private mutating func terms(_ section: Section) {
    let terms = report.terms[section.event]
    guard !terms.isEmpty else { return }
    out += """
      <h3>Words of the period</h3><div class="scroll"><table><thead><tr><th>Word</th><th>Texts, \
      event</th><th>Texts, baseline</th><th>Log-odds</th><th>z</th><th>Examples by fingerprint</th>\
      </tr></thead><tbody>

      """
    for term in terms {
      let baseline =
        report.isPublic && term.baseline > 0 && term.baseline < Int(TidyTable.maskLimit)
        ? "&lt;5" : "\(term.baseline)"
      let examples = term.examples.map(Hex.text).joined(separator: " ")
      out += """
        <tr><td>\(HTMLText.escape(term.word))</td><td>\(term.event)</td><td>\(baseline)</td>\
        <td>\(String(format: "%.2f", term.delta))</td><td>\(String(format: "%.1f", term.z))</td>\
        <td><code>\(examples)</code></td></tr>

        """
    }
    out += """
      </tbody></table></div><p class="small">Distinct texts that hold the word. Log-odds with a \
      Dirichlet prior of \(Int(SalientTerm.priorTotal)) words shaped by all texts; many words are \
      looked at, so single ones with a z near \(SalientTerm.leastZText) mean little.</p>

      """
  }

  private mutating func moves(_ section: Section) {
    guard let question = section.answers.first?.question else { return }
    let event = Set(question.bins.event)
    func list(_ other: (Moves.Move) -> Int, _ isWanted: (Moves.Move) -> Bool) -> String {
      var counts: [Int: Int] = [:]
      for (move, count) in panel.moves.counts where event.contains(move.bin) && isWanted(move) {
        counts[other(move), default: 0] += count
      }
      return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10).map {
        let isHidden = report.isPublic && $0.value < Int(TidyTable.maskLimit)
        return "\(HTMLText.escape(panel.places[$0.key].name)) \(isHidden ? "&lt;5" : "\($0.value)")"
      }.joined(separator: ", ")
    }
    let came = list({ $0.from }, { $0.to == section.place })
    let went = list({ $0.to }, { $0.from == section.place })
    guard !came.isEmpty || !went.isEmpty else { return }
    out += "<h3>Contacts on the move</h3><p>"
    if !came.isEmpty { out += "Came from, within \(Moves.window) days: \(came). " }
    if !went.isEmpty { out += "Had been here within \(Moves.window) days before: \(went)." }
    out += """
      </p><p class="small">Counts of contacts, not of people. Moving is common in lawful work, and in \
      the one study with known outcomes it spoke against trafficking.</p>

      """
  }

  private mutating func inputs() {
    out +=
      "<section><h2>Inputs</h2><div class=\"scroll\"><table><thead><tr><th>File</th><th>Bytes</th>"
    out += "<th>SHA-256</th></tr></thead><tbody>\n"
    for input in report.inputs {
      out += "<tr><td>\(HTMLText.escape(input.path))</td><td>\(input.byteCount)</td>"
      out += "<td><code>\(input.sha256 ?? "not read to its end")</code></td></tr>\n"
    }
    out +=
      "</tbody></table></div><p class=\"small\">searchlight \(HTMLText.escape(report.version)), "
    out += "\(panel.axis.resolution.rawValue) counts, \(panel.places.count) places.</p></section>\n"
  }

  private mutating func helpLines() {
    out += "<footer><h2>Help</h2>"
    for country in HelpLines.all {
      let lines = country.lines.map { "\(HTMLText.escape($0.who)) <b>\($0.number)</b>" }
      out += "<p>\(country.name): \(lines.joined(separator: " · "))</p>"
    }
    out += "</footer>\n"
  }

  private static func p(_ value: Double) -> String {
    value < 0.001 ? "&lt;0.001" : String(format: "%.3f", value)
  }
}

extension Answer {
  /// Whether there is so little of the kind that a picture would show nothing but chance.
  fileprivate var isTooThin: Bool {
    switch verdict {
    case .cannotBeTold(.noData), .cannotBeTold(.tooFew): question.metric != .ads
    default: false
    }
  }
}

extension SalientTerm {
  /// For the page.
  static var leastZText: String { String(format: "%.1f", leastZ) }
}
