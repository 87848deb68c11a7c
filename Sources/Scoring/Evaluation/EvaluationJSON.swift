package import Foundation
internal import Model

/// An evaluation as one JSON object, with all digits of every figure.
package enum EvaluationJSON {
  /// The object, with a line feed at its end.
  package static func data(_ evaluation: Evaluation) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Body(evaluation)) + Data("\n".utf8)
  }

  private struct Body: Encodable {
    var schema = 1
    var queued: Int
    var labelled: Int
    var relevant: Int
    var missing: Int
    var disputed: Int
    var replaced: Int
    var nameless: Int
    var depths: [Int]
    var orders: [Order]
    var lift: [Double?]
    var calibration: [Bin]
    var bands: [Group]
    var families: [Group]
    var rules: [Group]
    var languages: [Group]
    var identityWords: [Group]
    var kappas: [Kappa]
    var alpha: Double?

    init(_ evaluation: Evaluation) {
      queued = evaluation.queueCount
      labelled = evaluation.items.count
      relevant = evaluation.relevant.count { $0 }
      missing = evaluation.missingCount
      disputed = evaluation.disputedCount
      replaced = evaluation.labels.replacedCount
      nameless = evaluation.labels.namelessCount
      depths = evaluation.depths
      orders = evaluation.orders.map(Order.init)
      let queue = evaluation.orders.first?.metrics
      lift = evaluation.depths.map { queue?.lift(at: $0) }
      calibration = evaluation.calibration.map(Bin.init)
      bands = evaluation.bands.map(Group.init)
      families = evaluation.families.map(Group.init)
      rules = evaluation.rules.map(Group.init)
      languages = evaluation.languages.map(Group.init)
      identityWords = evaluation.identityWords.map(Group.init)
      kappas = evaluation.labels.kappas.map {
        Kappa(first: $0.first, second: $0.second, items: $0.items, kappa: $0.kappa)
      }
      alpha = evaluation.labels.alpha
    }
  }

  private struct Order: Encodable {
    var name: String
    var averagePrecision: Double?
    var rocArea: Double?
    var ndcg: Double?
    var precisions: [Double?]

    init(_ order: Evaluation.Order) {
      name = order.name
      averagePrecision = order.averagePrecision
      rocArea = order.rocArea
      ndcg = order.ndcg
      precisions = order.precisions
    }
  }

  private struct Group: Encodable {
    var name: String
    var relevant: Int
    var count: Int
    var low: Double
    var high: Double
    var inFirst: Int

    init(_ group: Evaluation.Group) {
      name = group.name
      relevant = group.precision.hits
      count = group.precision.count
      low = group.precision.low
      high = group.precision.high
      inFirst = group.inFirst
    }
  }

  private struct Bin: Encodable {
    var from: Double
    var through: Double
    var relevant: Int
    var count: Int
    var low: Double
    var high: Double

    init(_ bin: Evaluation.CalibrationBin) {
      from = bin.from.value
      through = bin.through.value
      relevant = bin.precision.hits
      count = bin.precision.count
      low = bin.precision.low
      high = bin.precision.high
    }
  }

  private struct Kappa: Encodable {
    var first: String
    var second: String
    var items: Int
    var kappa: Double?
  }
}
