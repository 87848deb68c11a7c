/// An ordinary least squares fit.
///
/// Standard errors as statsmodels' OLS gives them: homoscedastic, and clustered with its
/// small-sample correction G/(G-1) · (n-1)/(n-k) and G-1 degrees of freedom.
struct LeastSquares {
  /// With errors that are taken to be alike in all rows.
  let coefficients: [Coefficient]
  /// With errors that may hang together within a cluster; nil without clusters or with one only.
  let clustered: [Coefficient]?

  /// - Parameter clusters: for each row the number of its cluster.
  ///
  /// Returns nil where there are no more rows than coefficients, or columns depend on each other.
  init?(_ design: DesignMatrix, _ y: [Double], clusters: [Int]? = nil) {
    let (rows, columns) = (design.rowCount, design.columnCount)
    guard rows > columns, columns > 0, let inverse = design.gram().inverse() else { return nil }
    let product = design.transposed(times: y)
    let beta = (0..<columns).map { row in
      (0..<columns).reduce(0) { $0 + inverse[row, $1] * product[$1] }
    }
    let residuals = zip(y, design.times(beta)).map { $0 - $1 }
    let degrees = Double(rows - columns)
    let variance = residuals.reduce(0) { $0 + $1 * $1 } / degrees
    coefficients = (0..<columns).map {
      Coefficient(
        estimate: beta[$0], standardError: (variance * inverse[$0, $0]).squareRoot(),
        degrees: degrees)
    }
    guard let clusters else {
      clustered = nil
      return
    }
    var sums: [Int: [Double]] = [:]
    for row in 0..<rows {
      let scaled = design.row(row).map { $0 * residuals[row] }
      if let sum = sums[clusters[row]] {
        sums[clusters[row]] = zip(sum, scaled).map(+)
      } else {
        sums[clusters[row]] = scaled
      }
    }
    let groups = Double(sums.count)
    guard sums.count > 1 else {
      clustered = nil
      return
    }
    var meat = SymmetricMatrix(size: columns)
    for key in sums.keys.sorted() { meat.addOuter((sums[key] ?? [])[...], scaledBy: 1) }
    let covariance = meat.sandwiched(in: inverse)
    let correction = groups / (groups - 1) * Double(rows - 1) / degrees
    clustered = (0..<columns).map {
      Coefficient(
        estimate: beta[$0],
        standardError: max(0, correction * covariance[$0, $0]).squareRoot(), degrees: groups - 1)
    }
  }
}
