import Events
import Foundation
import Model

/// The files of an event report. None appears before all are whole.
struct EventsOutputs {
  private let csvFile: OutputFile
  private let linesFile: OutputFile
  private let answersFile: OutputFile
  private let pageFile: OutputFile

  /// - Parameters:
  ///   - name: what the files are called, without their endings.
  ///   - claims: the files that the run reads.
  init(name: String, claims: FileClaims) throws {
    if name.isEmpty { throw OutputError.nameless }
    if [".", "..", ""].contains(PathParts(name).name) { throw OutputError.folder(path: name) }
    var claims = claims
    for ending in [".csv", ".jsonl", ".answers.jsonl", ".html"] {
      try claims.write(name + ending)
    }
    csvFile = try OutputFile(name + ".csv")
    linesFile = try OutputFile(name + ".jsonl")
    answersFile = try OutputFile(name + ".answers.jsonl")
    pageFile = try OutputFile(name + ".html")
  }

  /// Writes everything and puts the files under their names.
  func write(_ report: EventReport) throws {
    let table = TidyTable(report.analyst, isPublic: report.isPublic)
    var csv: [UInt8] = []
    var lines = JSONBuffer()
    TidyTable.header(to: &csv)
    for answer in report.answers {
      table.append(answer, csv: &csv, jsonl: &lines)
      if csv.count > 1 << 20 {
        try csvFile.write(csv)
        try linesFile.write(lines.bytes)
        csv.removeAll(keepingCapacity: true)
        lines.removeAll()
      }
    }
    try csvFile.write(csv)
    try linesFile.write(lines.bytes)
    try answersFile.write(AnswerLines(report).bytes)
    try pageFile.write(Array(ReportPage(report).html.utf8))
    for file in [csvFile, linesFile, answersFile, pageFile] { try file.commit() }
  }
}
