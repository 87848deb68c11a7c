internal import Model

/// The cells of a comma- or tab-separated text, each with its place. Source: RFC 4180.
struct TableText {
  /// One cell.
  struct Cell: Equatable {
    var text: String
    var location: SourceLocation
  }

  /// Rows in file order; empty lines are left out. The first is the header.
  private(set) var rows: [[Cell]] = []

  /// Reads `text`; a quote that is not closed, or that stands inside a bare cell, is a problem and
  /// ends the reading.
  init(_ text: String, file: String, separator: Character, problems: ProblemList) {
    var reader = Reader(file: file, separator: separator)
    for character in text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...] {
      if !reader.take(character) {
        problems.add(.notTable(reason: "a quote inside a cell without quotes"), at: reader.place)
        return
      }
    }
    if reader.isQuoted {
      problems.add(.notTable(reason: "a quote is not closed"), at: reader.start)
      return
    }
    reader.endRow()
    rows = reader.rows
  }

  private struct Reader {
    let separator: Character
    var rows: [[Cell]] = []
    var row: [Cell] = []
    var cell = ""
    var isQuoted = false
    /// Whether a quote has just closed the cell, or stands for one inside it.
    var hasClosed = false
    var wasQuoted = false
    var place: SourceLocation
    var start: SourceLocation

    init(file: String, separator: Character) {
      self.separator = separator
      place = SourceLocation(file: file, line: 1, column: 1)
      start = place
    }

    /// False where the character may not stand there.
    mutating func take(_ character: Character) -> Bool {
      if isQuoted && !hasClosed {
        if character == "\"" { hasClosed = true } else { cell.append(character) }
      } else if hasClosed && character == "\"" {
        cell.append(character)
        hasClosed = false
      } else if character == separator {
        endCell()
        advance(character)
        start = place
        return true
      } else if character.isNewline {
        endRow()
        advance(character)
        start = place
        return true
      } else if hasClosed {
        return false
      } else if character == "\"" {
        if !cell.isEmpty { return false }
        isQuoted = true
        wasQuoted = true
      } else {
        cell.append(character)
      }
      advance(character)
      return true
    }

    mutating func endRow() {
      if row.isEmpty && cell.isEmpty && !wasQuoted { return }
      endCell()
      rows.append(row)
      row = []
    }

    private mutating func endCell() {
      row.append(Cell(text: cell, location: start))
      (cell, isQuoted, hasClosed, wasQuoted) = ("", false, false, false)
    }

    private mutating func advance(_ character: Character) {
      if character.isNewline {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
    }
  }
}
