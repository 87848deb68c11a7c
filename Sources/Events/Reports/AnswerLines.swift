internal import Foundation
internal import Model

/// Every answer with all its estimates, one JSON line each.
package struct AnswerLines: ~Copyable {
  private let report: EventReport
  private var json = JSONBuffer()

  /// Writes all answers of the report.
  package init(_ report: EventReport) {
    self.report = report
    for answer in report.answers { write(answer) }
  }

  /// The lines.
  package var bytes: [UInt8] { json.bytes }

  private mutating func write(_ answer: Answer) {
    let question = answer.question
    json.raw("{\"schema\":1")
    text("event", question.eventID)
    text("period", question.period)
    text("from", "\(question.periods.event.lowerBound)")
    text("to", "\(question.periods.event.upperBound)")
    text("place", question.placeID)
    text("metric", question.metric.id)
    text("verdict", answer.verdict.name)
    text("sentence", report.sentence(answer))
    number("q", answer.q)
    switch answer.estimate {
    case .change(let change)?: write(change)
    case .shift(let shift)?: write(shift)
    case nil: json.raw(",\"estimates\":null")
    }
    json.raw("}\n")
  }

  private mutating func write(_ change: ControlledChange) {
    json.raw(",\"estimates\":{\"kind\":\"change\"")
    number("observed", change.host.observed)
    number("expected", change.host.expected)
    number("ratio", change.host.ratio)
    number("controlObserved", change.control.observed)
    number("controlExpected", change.control.expected)
    number("controlRatio", change.control.ratio)
    integer("controls", change.controlCount)
    ratio("rateRatio", change.ownRate)
    number("dispersion", change.dispersion)
    ratio("relativeRatio", change.relative)
    number("evidence", change.evidence.amount)
    number("evidenceNeeded", change.evidence.needed)
    number("robustZ", change.robustZ)
    number("shareZ", change.shareZ)
    json.raw(",\"differenceInDifferences\":[")
    for (index, difference) in change.differences.enumerated() {
      json.raw(index > 0 ? ",{\"scale\":" : "{\"scale\":")
      json.string(difference.scale)
      text("controls", difference.combine.rawValue)
      number("estimate", difference.plain.estimate)
      number("standardError", difference.plain.standardError)
      number("p", difference.plain.p)
      number("clusteredError", difference.clustered?.standardError)
      number("clusteredP", difference.clustered?.p)
      json.raw("}")
    }
    json.raw("]")
    json.raw(",\"placebo\":{\"statistic\":")
    json.raw(utf8: TidyTable.number(change.placebo.statistic))
    integer("comparisons", change.placebo.all.count)
    number("p", change.placebo.p)
    number("pInTime", change.placebo.pInTime)
    number("pInSpace", change.placebo.pInSpace)
    json.raw("}")
    if let synthetic = change.synthetic {
      json.raw(",\"syntheticControl\":{\"host\":")
      json.raw(utf8: TidyTable.number(synthetic.host))
      number("mix", synthetic.mix)
      number("errorRatio", synthetic.errorRatio)
      number("p", synthetic.p)
      json.raw(",\"donors\":[")
      for (index, donor) in synthetic.donors.enumerated() {
        json.raw(index > 0 ? ",{\"place\":" : "{\"place\":")
        json.string(report.analyst.panel.places[donor.place].id)
        number("weight", donor.weight)
        json.raw("}")
      }
      json.raw("]}")
    } else {
      json.raw(",\"syntheticControl\":null")
    }
    json.raw(",\"began\":")
    json.stringOrNull(change.began.map { report.analyst.panel.axis.label($0) })
    number("coverage", change.coverage)
    number("detectable", change.detectable)
    json.raw("}")
  }

  private mutating func write(_ shift: ControlledShift) {
    json.raw(",\"estimates\":{\"kind\":\"shift\"")
    for (name, sample) in [("host", shift.host), ("control", shift.control)] {
      json.raw(",")
      json.string(name)
      json.raw(":{\"test\":\"mann-whitney\"")
      number("eventCount", Double(sample.eventCount))
      number("baselineCount", Double(sample.baselineCount))
      number("eventMedian", sample.eventMedian)
      number("baselineMedian", sample.baselineMedian)
      number("superiority", sample.superiority)
      number("z", sample.z)
      number("p", sample.p)
      json.raw("}")
    }
    integer("controls", shift.controlCount)
    number("z", shift.z)
    number("p", shift.p)
    json.raw(",\"placebo\":{\"comparisons\":")
    json.integer(shift.placebo.statistics.count)
    number("p", shift.placebo.p)
    json.raw("}}")
  }

  private mutating func text(_ name: String, _ value: String) {
    json.raw(",")
    json.string(name)
    json.raw(":")
    json.string(value)
  }

  private mutating func integer(_ name: String, _ value: Int) { number(name, Double(value)) }

  private mutating func number(_ name: String, _ value: Double?) {
    json.raw(",")
    json.string(name)
    json.raw(":")
    let text = value.map(TidyTable.number) ?? ""
    json.raw(utf8: text.isEmpty ? "null" : text)
  }

  private mutating func ratio(_ name: String, _ log: Coefficient) {
    json.raw(",")
    json.string(name)
    json.raw(":{\"estimate\":")
    json.raw(utf8: TidyTable.number(exp(log.estimate)))
    let interval = log.interval.exponential
    number("low", interval.low)
    number("high", interval.high)
    number("p", log.p)
    json.raw("}")
  }
}
