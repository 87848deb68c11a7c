/// An evaluation as one HTML page that needs no script and no network.
package struct EvaluationPage {
  private let evaluation: Evaluation

  /// Takes what is to be shown.
  package init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  /// The whole page.
  package var html: String {
    let plots = EvaluationPlots(evaluation: evaluation)
    let head = EvaluationText(evaluation).head.filter { !$0.isEmpty }
      .map { "<p>\(Self.escaped($0))</p>" }.joined(separator: "\n")
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Evaluation of a review queue</title>
      <style>
      body{font:16px/1.5 system-ui,sans-serif;color:#222;background:#fff;max-width:58rem;
      margin:0 auto;padding:1rem}
      h1{font-size:1.5rem} h2{font-size:1.15rem;margin-top:2rem}
      .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:1rem}
      figure{margin:0} figcaption{font-weight:600} svg{max-width:100%;height:auto}
      svg text{font:11px system-ui,sans-serif;fill:#444}
      .legend span{margin-right:1em;white-space:nowrap;font-size:.85rem}
      .wide{overflow-x:auto} table{border-collapse:collapse;font-size:.9rem;width:100%}
      th,td{text-align:right;padding:.25rem .5rem;border-bottom:1px solid #ddd;white-space:nowrap}
      th:first-child,td:first-child{text-align:left}
      @media print{body{max-width:none}h2,figure{break-inside:avoid}}
      </style></head><body>
      <h1>Evaluation of a review queue</h1>
      \(head)
      <div class="plots">
      <figure><figcaption>Precision by depth</figcaption>\(plots.precisionByDepth)</figure>
      <figure><figcaption>Precision by recall</figcaption>\(plots.precisionByRecall)</figure>
      <figure><figcaption>Share relevant by score</figcaption>\(plots.calibration)</figure>
      </div>
      <h2>The queue's order beside its alternatives</h2>
      \(orderTable)
      \(table("By band", evaluation.bands))
      \(table("By family", evaluation.families))
      \(table("By rule", evaluation.rules))
      \(table("By language", evaluation.languages))
      \(table("By nationality, ethnicity and gender word", evaluation.identityWords))
      \(agreement)
      <h2>What this shows and what it does not</h2>
      <p>Measures are over labelled items only. Labels are reviewers' judgements of texts, not
      outcomes of cases; where reviewers saw the queue's order first, they may have followed it.
      An item is a lead for a trained person, never a finding about anyone in it.</p>
      <p>In danger? US: 911. National Human Trafficking Hotline (US): 1-888-373-7888, text 233733.
      NCMEC: 1-800-843-5678. HSI tip line: 1-866-347-2423.</p>
      </body></html>

      """
  }

  private var orderTable: String {
    let head =
      ["order", "average precision", "ROC area", "nDCG"]
      + evaluation.depths.map { "first \($0)" }
    let rows = evaluation.orders.map { order in
      [order.name]
        + ([order.averagePrecision, order.rocArea, order.ndcg] + order.precisions)
        .map(EvaluationText.figure)
    }
    return Self.table(head, rows)
  }

  private func table(_ heading: String, _ groups: [Evaluation.Group]) -> String {
    if groups.isEmpty { return "" }
    let first = evaluation.depths.first ?? 0
    let rows = groups.map { group in
      [
        group.name, "\(group.precision.hits)", "\(group.precision.count)",
        EvaluationText.figure(group.precision.share),
        "\(EvaluationText.figure(group.precision.low))–\(EvaluationText.figure(group.precision.high))",
        "\(group.inFirst)",
      ]
    }
    return "<h2>\(Self.escaped(heading))</h2>"
      + Self.table(["", "relevant", "of", "share", "95 %", "in the first \(first)"], rows)
  }

  private var agreement: String {
    let kappas = evaluation.labels.kappas
    guard !kappas.isEmpty || evaluation.labels.alpha != nil else { return "" }
    let rows = kappas.map {
      ["\($0.first) and \($0.second)", "\($0.items)", EvaluationText.figure($0.kappa)]
    }
    return "<h2>Agreement between reviewers</h2>"
      + "<p>Krippendorff's alpha: \(EvaluationText.figure(evaluation.labels.alpha))</p>"
      + (rows.isEmpty ? "" : Self.table(["reviewers", "items", "Cohen's kappa"], rows))
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    let heading = head.map { "<th>\(escaped($0))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
    }.joined(separator: "\n")
    return "<div class=\"wide\"><table><thead><tr>\(heading)</tr></thead>\n"
      + "<tbody>\(body)</tbody></table></div>"
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
