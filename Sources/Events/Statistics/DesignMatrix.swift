/// The explaining variables of a regression: one row an observation, one column a coefficient.
struct DesignMatrix {
  let columnCount: Int
  private(set) var values: [Double] = []

  init(columnCount: Int) { self.columnCount = columnCount }

  /// Takes rows of equal length.
  init(rows: [[Double]]) {
    columnCount = rows.first?.count ?? 0
    values = rows.flatMap { $0 }
  }

  var rowCount: Int { columnCount == 0 ? 0 : values.count / columnCount }

  /// Adds an observation.
  mutating func append(_ row: [Double]) {
    precondition(row.count == columnCount, "a row of another length")
    values += row
  }

  func row(_ index: Int) -> ArraySlice<Double> {
    values[index * columnCount..<(index + 1) * columnCount]
  }

  /// What the coefficients predict for each row.
  func times(_ coefficients: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: rowCount)
    for index in 0..<rowCount {
      var sum = 0.0
      for column in 0..<columnCount {
        sum += values[index * columnCount + column] * coefficients[column]
      }
      result[index] = sum
    }
    return result
  }

  /// The sum of weighted outer products of the rows.
  func gram(weights: [Double]? = nil) -> SymmetricMatrix {
    var result = SymmetricMatrix(size: columnCount)
    for index in 0..<rowCount {
      result.addOuter(row(index), scaledBy: weights?[index] ?? 1)
    }
    return result
  }

  /// The weighted sum of the rows.
  func transposed(times vector: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: columnCount)
    for index in 0..<rowCount {
      for column in 0..<columnCount {
        result[column] += values[index * columnCount + column] * vector[index]
      }
    }
    return result
  }
}

/// A symmetric matrix, kept whole.
struct SymmetricMatrix {
  let size: Int
  private var values: [Double]

  init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  mutating func addOuter(_ vector: ArraySlice<Double>, scaledBy scale: Double) {
    // Most rows are a season's mark and a few zeros.
    let places = vector.indices.filter { vector[$0] != 0 }
    let start = vector.startIndex
    for row in places {
      let left = scale * vector[row]
      for column in places {
        values[(row - start) * size + column - start] += left * vector[column]
      }
    }
  }

  /// This matrix between `outer` on both sides.
  func sandwiched(in outer: SymmetricMatrix) -> SymmetricMatrix {
    var half = SymmetricMatrix(size: size)
    var result = SymmetricMatrix(size: size)
    for row in 0..<size {
      for column in 0..<size {
        half[row, column] = (0..<size).reduce(0) { $0 + outer[row, $1] * self[$1, column] }
      }
    }
    for row in 0..<size {
      for column in 0..<size {
        result[row, column] = (0..<size).reduce(0) { $0 + half[row, $1] * outer[$1, column] }
      }
    }
    return result
  }

  /// The lower Cholesky factor; nil where the matrix is singular or not positive.
  private func factor() -> [Double]? {
    var lower = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = values[row * size + column]
        for inner in 0..<column { sum -= lower[row * size + inner] * lower[column * size + inner] }
        if row == column {
          guard sum > 1e-11 * max(abs(values[row * size + row]), 1e-300) else { return nil }
          lower[row * size + row] = sum.squareRoot()
        } else {
          lower[row * size + column] = sum / lower[column * size + column]
        }
      }
    }
    return lower
  }

  /// The solution of `self · x = vector`; nil where the matrix is singular or not positive.
  func solve(_ vector: [Double]) -> [Double]? {
    factor().map { Self.solve($0, size, vector) }
  }

  /// The inverse; nil where the matrix is singular or not positive.
  func inverse() -> SymmetricMatrix? {
    guard let lower = factor() else { return nil }
    var result = SymmetricMatrix(size: size)
    for column in 0..<size {
      var unit = [Double](repeating: 0, count: size)
      unit[column] = 1
      for (row, value) in Self.solve(lower, size, unit).enumerated() {
        result[row, column] = value
      }
    }
    return result
  }

  private static func solve(_ lower: [Double], _ size: Int, _ vector: [Double]) -> [Double] {
    var x = vector
    for row in 0..<size {
      for inner in 0..<row { x[row] -= lower[row * size + inner] * x[inner] }
      x[row] /= lower[row * size + row]
    }
    for row in (0..<size).reversed() {
      for inner in row + 1..<max(size, row + 1) { x[row] -= lower[inner * size + row] * x[inner] }
      x[row] /= lower[row * size + row]
    }
    return x
  }
}
