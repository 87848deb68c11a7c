internal import Foundation

/// Numbers to compute statistics from, as a user may give them: so that anybody can hold every
/// estimate of a report against another program.
package struct StatisticsRequest: Decodable, Sendable {
  private struct Regression: Decodable, Sendable {
    var x: [[Double]]
    var y: [Double]
    var clusters: [Int]?
    var offset: [Double]?
  }

  private struct Shares: Decodable, Sendable {
    var x: [[Double]]
    var successes: [Double]
    var trials: [Double]
    var offset: [Double]?
  }

  private struct Samples: Decodable, Sendable {
    var first: [Double]
    var second: [Double]
  }

  private struct Corpora: Decodable, Sendable {
    var first: [String: Double]
    var second: [String: Double]
    var prior: [String: Double]
  }

  private struct Donors: Decodable, Sendable {
    var target: [Double]
    var donors: [[Double]]
  }

  private struct Trial: Decodable, Sendable {
    var successes: Double
    var trials: Double
  }

  private var ols: Regression?
  private var negativeBinomial: Regression?
  private var quasiBinomial: Shares?
  private var mannWhitney: Samples?
  private var benjaminiHochberg: [Double]?
  private var logOdds: Corpora?
  private var syntheticControl: Donors?
  private var robust: [Double]?
  private var wilson: Trial?
  private var cumulativeSum: [Double]?

  /// Reads a request.
  package static func read(_ json: [UInt8]) throws(EventsError) -> StatisticsRequest {
    do {
      try refuseUnknown(json)
      let request = try JSONDecoder().decode(StatisticsRequest.self, from: Data(json))
      try request.check()
      return request
    } catch let error as EventsError {
      throw error
    } catch let error as DecodingError {
      throw .badRequest(reason: Self.reason(error))
    } catch {
      throw .badRequest(reason: "not JSON")
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "'\(key.stringValue)' missing\(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "a value of the wrong kind\(place(context))"
    default: "not JSON"
    }
  }

  private static func place(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map { $0.stringValue }.joined(separator: ".")
    return path.isEmpty ? "" : " in \(path)"
  }

  /// The members that mean something.
  private static let members: Set<String> = [
    "ols", "negativeBinomial", "quasiBinomial", "mannWhitney", "benjaminiHochberg", "logOdds",
    "syntheticControl", "robust", "wilson", "cumulativeSum",
  ]

  /// A member that is written otherwise would be left out of the answer, as if there were none.
  private static func refuseUnknown(_ json: [UInt8]) throws {
    struct Name: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }

      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
    struct Names: Decodable {
      var names: [String]

      init(from decoder: any Decoder) throws {
        names = try decoder.container(keyedBy: Name.self).allKeys.map(\.stringValue)
      }
    }
    let names = try JSONDecoder().decode(Names.self, from: Data(json)).names
    if let unknown = names.sorted().first(where: { !members.contains($0) }) {
      throw EventsError.badRequest(reason: "unknown member '\(unknown)'")
    }
  }

  private func checkRanges() throws(EventsError) {
    if let wilson, !(0...wilson.trials.magnitude).contains(wilson.successes) || wilson.trials < 0 {
      throw .badRequest(reason: "'successes' of 'wilson' are from 0 to its 'trials'")
    }
    if let benjaminiHochberg, !benjaminiHochberg.allSatisfy((0...1).contains) {
      throw .badRequest(reason: "'benjaminiHochberg' takes chances from 0 to 1")
    }
    if let negativeBinomial, negativeBinomial.y.contains(where: { $0 < 0 }) {
      throw .badRequest(reason: "'y' of 'negativeBinomial' are counts from 0 on")
    }
    if let quasiBinomial,
      zip(quasiBinomial.successes, quasiBinomial.trials).contains(where: { $0 < 0 || $0 > $1 })
    {
      throw .badRequest(reason: "'successes' of 'quasiBinomial' are from 0 to their 'trials'")
    }
  }

  private func check() throws(EventsError) {
    func same(_ name: String, _ rows: [[Double]], _ columns: Int...) throws(EventsError) {
      let widths = Set(rows.map(\.count))
      guard widths.count <= 1, columns.allSatisfy({ $0 == rows.count }) else {
        throw .badRequest(reason: "rows of '\(name)' differ in length")
      }
    }
    if let ols { try same("ols", ols.x, ols.y.count, ols.clusters?.count ?? ols.x.count) }
    if let fit = negativeBinomial {
      try same("negativeBinomial", fit.x, fit.y.count, fit.offset?.count ?? fit.x.count)
    }
    if let fit = quasiBinomial {
      try same(
        "quasiBinomial", fit.x, fit.successes.count, fit.trials.count,
        fit.offset?.count ?? fit.x.count)
    }
    if let fit = syntheticControl {
      try same("syntheticControl", fit.donors + [fit.target])
      if fit.donors.isEmpty { throw .badRequest(reason: "'donors' is empty") }
    }
    try checkRanges()
  }

  private struct Estimate: Encodable {
    var estimate: Double
    var standardError: Double
    var p: Double
    var low: Double
    var high: Double

    init(_ coefficient: Coefficient) {
      estimate = coefficient.estimate
      standardError = coefficient.standardError
      p = coefficient.p
      low = coefficient.interval.low
      high = coefficient.interval.high
    }
  }

  private struct Fit: Encodable {
    var coefficients: [Estimate]
    var clustered: [Estimate]?
    var alpha: Double?
    var dispersion: Double?
  }

  private struct Ranks: Encodable {
    var u: Double
    var z: Double
    var asymptoticP: Double
    var exactP: Double?
    var superiority: Double
  }

  private struct Middle: Encodable {
    var median: Double?
    var spread: Double?
  }

  private struct Word: Encodable {
    var delta: Double
    var z: Double
  }

  private struct Change: Encodable {
    var began: Int
    var noticed: Int
    var isRise: Bool
  }

  private struct Answers: Encodable {
    var ols: Fit?
    var negativeBinomial: Fit?
    var quasiBinomial: Fit?
    var mannWhitney: Ranks?
    var benjaminiHochberg: [Double]?
    var logOdds: [String: Word]?
    var syntheticControl: [Double]?
    var robust: Middle?
    var wilson: Interval?
    var cumulativeSum: Change?
  }

  /// The answers as JSON with sorted keys: one member for each of the request that has one.
  package func answer() throws(EventsError) -> [UInt8] {
    var answers = Answers()
    if let fit = ols.flatMap({
      LeastSquares(DesignMatrix(rows: $0.x), $0.y, clusters: $0.clusters)
    }) {
      answers.ols = Fit(
        coefficients: fit.coefficients.map(Estimate.init),
        clustered: fit.clustered?.map(Estimate.init))
    }
    if let fit = negativeBinomial.flatMap({
      NegativeBinomial(DesignMatrix(rows: $0.x), $0.y, offset: $0.offset)
    }) {
      answers.negativeBinomial = Fit(
        coefficients: fit.coefficients.map(Estimate.init), alpha: fit.alpha)
    }
    if let fit = quasiBinomial.flatMap({
      QuasiBinomial(
        DesignMatrix(rows: $0.x), successes: $0.successes, trials: $0.trials,
        offset: $0.offset ?? $0.trials.map { _ in 0 })
    }) {
      answers.quasiBinomial = Fit(
        coefficients: fit.coefficients.map(Estimate.init), dispersion: fit.dispersion)
    }
    answers.mannWhitney = mannWhitney.flatMap { MannWhitney($0.first, $0.second) }.map {
      Ranks(
        u: $0.u, z: $0.z, asymptoticP: $0.asymptoticP, exactP: $0.exactP,
        superiority: $0.superiority)
    }
    answers.benjaminiHochberg = benjaminiHochberg.map(FalseDiscoveryRate.adjusted)
    if let corpora = logOdds {
      func sum(_ counts: [String: Double]) -> Double {
        counts.keys.sorted().reduce(0) { $0 + (counts[$1] ?? 0) }
      }
      let odds = LogOdds(
        firstTotal: sum(corpora.first), secondTotal: sum(corpora.second),
        priorTotal: sum(corpora.prior))
      answers.logOdds = corpora.prior.reduce(into: [:]) { result, entry in
        let word = odds.word(
          first: corpora.first[entry.key] ?? 0, second: corpora.second[entry.key] ?? 0,
          prior: entry.value)
        result[entry.key] = Word(delta: word.delta, z: word.z)
      }
    }
    answers.syntheticControl = syntheticControl.map {
      SyntheticControl(target: $0.target, donors: $0.donors).weights
    }
    answers.robust = robust.map {
      Middle(median: Robust.median($0), spread: Robust.spread($0))
    }
    answers.wilson = wilson.flatMap {
      Wilson.interval(successes: $0.successes, trials: $0.trials)
    }
    answers.cumulativeSum = cumulativeSum.flatMap { CumulativeSum.change($0) }.map {
      Change(began: $0.began, noticed: $0.noticed, isRise: $0.isRise)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    do {
      return Array(try encoder.encode(answers)) + [0x0A]
    } catch {
      throw .badRequest(reason: "the numbers have no finite answer")
    }
  }
}
