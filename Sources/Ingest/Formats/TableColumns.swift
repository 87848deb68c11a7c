internal import Model

/// Which columns of a table fill which part of a document.
struct TableColumns {
  /// What is known before the header is read.
  struct Plan {
    let mapping: FieldMapping
    let profile: Profile
    let dateOrder: DateOrder?

    /// The columns, if the mapping names them all by number.
    var numbered: TableColumns? {
      mapping.usesColumnNumbers ? TableColumns(self, names: nil) : nil
    }
  }

  /// How many columns the header has; nil without a header.
  let width: Int?
  private let names: [[UInt8]]?
  private let dateOrder: DateOrder?
  /// Indices of columns by part; texts of several are joined.
  private var indices: [FieldTarget: [Int]] = [:]
  private var used: Set<Int> = []
  /// Columns that the mapping names and the header does not have.
  private(set) var missing: [String] = []
  /// Whether those of text are all among them.
  private var lacksText = false

  /// - Parameter names: the header's cells; nil for a table without one.
  init(_ plan: Plan, names: [[UInt8]]?) {
    self.names = names
    dateOrder = plan.dateOrder
    width = names?.count
    let header = (names ?? []).map { Self.plain(String(decoding: $0, as: UTF8.self)) }
    for target in FieldTarget.allCases {
      let columns: [Int]
      if let mapped = plan.mapping.fields[target] {
        let found = mapped.map { name in
          header.firstIndex(of: Self.plain(name)) ?? Int(name).flatMap { $0 > 0 ? $0 - 1 : nil }
        }
        columns = found.compactMap { $0 }
        if let width {
          let absent = zip(mapped, found).filter { $1.map { $0 >= width } ?? true }.map(\.0)
          missing += absent
          if target == .text { lacksText = absent.count == mapped.count }
        }
      } else {
        func column(_ name: String) -> Int? { header.firstIndex(of: Self.plain(name)) }
        let name = plan.profile.names[target]?.first { column($0) != nil }
        let companion = name.flatMap { plan.profile.companions(of: $0).first { column($0) != nil } }
        columns = [name, companion].compactMap { $0.flatMap(column) }
      }
      if !columns.isEmpty { indices[target] = columns }
      used.formUnion(columns)
    }
  }

  /// What is missing and what is there instead, for people; nil where there may be texts.
  var complaint: String? {
    guard lacksText else { return nil }
    let columns = (names ?? []).map { Self.plain(String(decoding: $0, as: UTF8.self)) }
      .filter { FieldName.isPlain($0, words: 3) }
    let list = columns.isEmpty ? "no names of columns" : columns.prefix(20).joined(separator: ", ")
    return
      "--map names \(missing.map { "'\($0)'" }.joined(separator: ", ")); the header has \(list)"
  }

  /// The parts that a row fills; nil where it has no column of text.
  func parts(of cells: [[UInt8]]) -> BatchBuilder.Parts? {
    let texts = (indices[.text] ?? []) + (indices[.title] ?? [])
    guard !texts.isEmpty else { return nil }
    // Below a header a short row has empty cells; a number may name a column that is not there.
    if width == nil, texts.allSatisfy({ $0 >= cells.count }) { return nil }
    func cell(_ target: FieldTarget) -> [UInt8]? {
      guard let columns = indices[target] else { return nil }
      let values = columns.filter {
        $0 < cells.count && !(target.leavesOutEmpty && cells[$0].isEmpty)
      }.map { cells[$0] }
      let joined = Array(values.joined(separator: target.joint))
      return joined.isEmpty ? nil : joined
    }
    var parts = BatchBuilder.Parts()
    parts.id = cell(.id)
    parts.title = cell(.title) ?? []
    parts.text = cell(.text) ?? []
    parts.url = cell(.url)
    parts.place = cell(.place)
    let dates = (indices[.posted] ?? []).filter { $0 < cells.count && !cells[$0].isEmpty }
    let date = date(of: dates, cell(.posted), cells)
    parts.posted = date?.instant
    parts.hasUnreadDate = date == nil && !dates.isEmpty
    // A date that could not be read is kept as it was written.
    parts.extra = extra(cells, except: used.subtracting(dates).union(date?.columns ?? []))
    return parts
  }

  /// The date that columns give together, as a day and a time do, or else the first of them that is
  /// one; and the columns it was read from.
  private func date(
    of columns: [Int], _ joined: [UInt8]?, _ cells: [[UInt8]]
  ) -> (instant: Instant, columns: [Int])? {
    func read(_ text: [UInt8]) -> Instant? { DateText.instant(written: text, order: dateOrder) }
    if let instant = joined.flatMap(read) { return (instant, columns) }
    guard columns.count > 1 else { return nil }
    for column in columns {
      if let instant = read(cells[column]) { return (instant, [column]) }
    }
    return nil
  }

  private func extra(_ cells: [[UInt8]], except used: Set<Int>) -> [UInt8]? {
    var json = JSONBuffer()
    for (index, cell) in cells.enumerated() where !used.contains(index) && !cell.isEmpty {
      if !json.bytes.isEmpty { json.raw(",") }
      json.string(names.map { String(decoding: $0[index], as: UTF8.self) } ?? String(index + 1))
      json.raw(":")
      json.string(String(decoding: cell, as: UTF8.self))
    }
    return json.bytes.isEmpty ? nil : json.bytes
  }

  /// A column's name without case, and without white space but for a space between words.
  static func plain(_ name: some StringProtocol) -> String {
    name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
