internal import Foundation
internal import Model

/// Reads a table of counts: `place,date,count[,metric][,coverage]` by day, week or month, with a
/// header.
///
/// `coverage` (or `total`) says how much was collected at the place then, in any unit that is the
/// same throughout: pages fetched, say, or ads of all categories. Counts are then held against it.
package enum CountTable {
  /// Places times dates; beyond it a table of a few lines could take all memory.
  private static let cellLimit = 50_000_000

  private struct Row {
    var line: Int
    var place: [UInt8]
    var start: CalendarDay
    var count: Double
    var metric: String
    /// How much was collected; nil where the table has no such column.
    var coverage: Double?
    /// The cells of columns that mean nothing here.
    var others: [String]
  }

  /// Whether a file that begins with these bytes is a table of counts: what its header names.
  package static func begins(_ bytes: ArraySlice<UInt8>) -> Bool {
    var table = CSVText(Array(bytes.prefix(headerLimit)))
    guard let header = table.next() else { return false }
    let names = names(header.cells)
    return names.contains("place") && (names.contains("count") || names.contains("date"))
  }

  /// No header is longer.
  private static let headerLimit = 4096

  private static func names(_ cells: [String]) -> [String] {
    cells.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
  }

  /// The panel of the table. Days without a row are no zeros: nothing is known of them.
  ///
  /// - Parameter path: for messages only.
  package static func read(
    _ bytes: [UInt8], path: String, definitions: EventDefinitions
  ) throws(EventsError) -> Panel {
    var table = CSVText(bytes)
    guard let header = table.next() else {
      throw .badTable(path: path, line: 1, reason: "the table is empty")
    }
    let names = names(header.cells)
    func column(_ name: String) -> Int? { names.firstIndex(of: name) }
    guard let place = column("place"), let date = column("date"), let count = column("count") else {
      throw .badTable(
        path: path, line: header.number, reason: "the header must name place, date and count")
    }
    let metric = column("metric")
    let coverage = column("coverage") ?? column("total")
    if column("coverage") != nil, column("total") != nil {
      throw .badTable(
        path: path, line: header.number, reason: "'coverage' and 'total' mean the same")
    }
    let others = names.indices.filter { ![place, date, count, metric, coverage].contains($0) }
    var rows: [Row] = []
    var monthly = false
    var daily = false
    while let line = table.next() {
      guard line.isWhole else {
        throw .badTable(path: path, line: line.number, reason: "a quoted cell that does not end")
      }
      if line.cells.count == 1, line.cells[0].isEmpty { continue }
      guard line.cells.count == names.count else {
        throw .badTable(
          path: path, line: line.number,
          reason: "\(line.cells.count) cells where the header has \(names.count)")
      }
      if trimmed(line.cells[place]).isEmpty {
        throw .badTable(path: path, line: line.number, reason: "no place")
      }
      let text = trimmed(line.cells[date])
      let isMonth = text.utf8.count == 7
      if isMonth { monthly = true } else { daily = true }
      guard let start = CalendarDay(isMonth ? text + "-01" : text) else {
        throw .badTable(
          path: path, line: line.number, reason: "dates are days (2011-02-06) or months (2011-02)")
      }
      guard let value = Double(trimmed(line.cells[count])),
        value.isFinite, value >= 0, value < 1e7, value == value.rounded()
      else {
        throw .badTable(path: path, line: line.number, reason: "counts are whole numbers from 0 on")
      }
      let collected = try coverage.map { column throws(EventsError) in
        guard let value = Double(trimmed(line.cells[column])),
          value.isFinite, (0..<1e12).contains(value)
        else {
          throw .badTable(path: path, line: line.number, reason: "coverage is a number from 0 on")
        }
        return value
      }
      let name = metric.map { trimmed(line.cells[$0]) } ?? ""
      // It is written into a table again, where a spreadsheet would take others for a formula.
      guard name.first.map({ $0.isLetter || $0.isNumber }) ?? true else {
        throw .badTable(
          path: path, line: line.number, reason: "a metric's name begins with a letter or digit")
      }
      rows.append(
        Row(
          line: line.number, place: Array(line.cells[place].utf8), start: start, count: value,
          metric: name.isEmpty ? Metric.ads.id : name, coverage: collected,
          others: others.map { line.cells[$0] }))
    }
    guard !rows.isEmpty else {
      throw .badTable(path: path, line: 1, reason: "the table has no rows")
    }
    if monthly && daily {
      throw .badTable(path: path, line: 1, reason: "some dates are days, others months")
    }
    return try panel(rows, monthly ? .monthly : resolution(rows), path, definitions)
  }

  /// Without white space round it. Most cells have none, and Foundation takes long to see that.
  private static func trimmed(_ cell: String) -> String {
    func isPlain(_ byte: UInt8?) -> Bool { byte.map { (0x21..<0x7F).contains($0) } ?? true }
    return isPlain(cell.utf8.first) && isPlain(cell.utf8.last)
      ? cell : cell.trimmingCharacters(in: .whitespaces)
  }

  /// Days, unless every place's dates lie whole weeks or months apart.
  private static func resolution(_ rows: [Row]) -> Resolution {
    let days = Set(rows.map(\.start.number)).sorted()
    guard days.count >= 3 else { return .daily }
    if rows.allSatisfy({ $0.start.parts.day == 1 }) { return .monthly }
    if days.allSatisfy({ ($0 - days[0]) % 7 == 0 }) { return .weekly }
    return .daily
  }

  /// Counts of two spellings of a place are added up, and those of rows that another column tells
  /// apart, such as the site they are from. A row that stands there twice, as where tables overlap
  /// that were put behind each other, would double the count, and look like a rise.
  private static func refuseRepeats(_ rows: [Row], _ path: String) throws(EventsError) {
    struct Key: Hashable {
      var place: [UInt8]
      var start: CalendarDay
      var metric: String
      var others: [String]
    }
    var lines: [Key: Int] = [:]
    for row in rows {
      let key = Key(
        place: row.place, start: row.start, metric: row.metric, others: row.others)
      guard let first = lines.updateValue(row.line, forKey: key) else { continue }
      throw .badTable(
        path: path, line: row.line,
        reason: "the same place, date and metric stand in line \(first) already; leave one out, or "
          + "add their counts up")
    }
  }

  private static func panel(
    _ rows: [Row], _ resolution: Resolution, _ path: String, _ definitions: EventDefinitions
  ) throws(EventsError) -> Panel {
    let first = rows.map(\.start).min() ?? rows[0].start
    let last = rows.map(\.start).max() ?? rows[0].start
    guard last.number - first.number < 40_000 else {
      throw .badTable(path: path, line: 1, reason: "the dates span more than a century")
    }
    try refuseRepeats(rows, path)
    let index = PlaceIndex(definitions)
    let axis = TimeAxis(resolution, from: first, through: last)
    let numbers = rows.map { index.number($0.place) }
    guard index.places.count * axis.count <= cellLimit else {
      throw .badTable(
        path: path, line: 1,
        reason: "\(index.places.count) places by \(axis.count) dates are too many")
    }
    var panel = Panel(axis: axis, places: index.places, metrics: [])
    let metrics = Set(rows.map(\.metric)).sorted {
      ($0 == Metric.ads.id ? 0 : 1, $0) < ($1 == Metric.ads.id ? 0 : 1, $1)
    }
    let model = CoverageModel(axis)
    for name in metrics {
      let hasCoverage = rows[0].coverage != nil
      let metric = Metric(
        id: name, noun: name == Metric.ads.id ? Metric.ads.noun : name,
        per: hasCoverage ? .coverage : .nothing)
      func empty(hasExposure: Bool) -> MetricSeries {
        MetricSeries(
          metric: metric, placeCount: panel.places.count, binCount: axis.count, fill: .nan,
          hasExposure: hasExposure)
      }
      var series = empty(hasExposure: hasCoverage)
      var collected = empty(hasExposure: false)
      for (row, place) in zip(rows, numbers) where row.metric == name {
        guard let bin = axis.bin(row.start) else { continue }
        let known = series[place, bin]
        series[place, bin] = known.isNaN ? row.count : known + row.count
        guard let coverage = row.coverage else { continue }
        let sum = collected[place, bin]
        collected[place, bin] = sum.isNaN ? coverage : sum + coverage
        series.setExposure(place, bin, collected[place, bin])
      }
      series.coverage = model.judge(
        hasCoverage ? collected : series, placeCount: panel.places.count)
      panel.metrics.append(series)
    }
    return panel
  }
}

/// Lines of cells with commas between them, semicolons or tabs: whichever the first line has most
/// of. Source: RFC 4180.
struct CSVText {
  private let bytes: [UInt8]
  private var offset = 0
  private var line = 1
  private let separator: UInt8

  init(_ bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    let first = self.bytes.prefix { $0 != 0x0A }
    // A spreadsheet's own line, which says what stands between cells: sep=;
    if first.count >= 5, first.starts(with: Array("sep=".utf8)) {
      separator = first[4]
      offset = min(first.count + 1, self.bytes.count)
      line = 2
    } else {
      let counts = [0x2C, 0x3B, 0x09].map { mark in (mark, first.count { $0 == mark }) }
      separator = counts.reduce(counts[0]) { $1.1 > $0.1 ? $1 : $0 }.0
    }
  }

  /// The cells of the next line, the 1-based number of the line, and whether its last quoted cell
  /// ends; nil at the end.
  mutating func next() -> (number: Int, cells: [String], isWhole: Bool)? {
    guard offset < bytes.count else { return nil }
    let number = line
    var cells: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A { line += 1 }
      if isQuoted {
        if byte != 0x22 {
          cell.append(byte)
        } else if offset < bytes.count, bytes[offset] == 0x22 {
          cell.append(byte)
          offset += 1
        } else {
          isQuoted = false
        }
      } else if byte == 0x22, cell.isEmpty {
        isQuoted = true
      } else if byte == separator {
        cells.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll()
      } else if byte == 0x0A {
        break
      } else if byte != 0x0D {
        cell.append(byte)
      }
    }
    cells.append(String(decoding: cell, as: UTF8.self))
    return (number, cells, !isQuoted)
  }
}
