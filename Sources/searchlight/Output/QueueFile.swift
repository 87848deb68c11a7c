import Foundation

/// Reads a queue line by line.
enum QueueFile {
  /// Hands on each line of the file at `path`, from the first, until `body` returns false.
  static func forEachItem<Item: Decodable>(
    _ path: String, as type: Item.Type, _ body: (Item) throws -> Bool
  ) throws {
    let decoder = JSONDecoder()
    try LineFile.readWhile(path) { number, line in
      let item: Item
      do {
        item = try decoder.decode(Item.self, from: line)
      } catch {
        throw RunFailure.notAQueue(path: path, line: number, reason: "not an item of a queue")
      }
      return try body(item)
    }
  }

  /// `1 ad`, `2 ads`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// The day of an instant as the queue writes it.
  static func day(_ instant: String?, unknown: String) -> String {
    instant.map { String($0.prefix(10)) } ?? unknown
  }

  /// A number without zeros behind it.
  static func number(_ value: Double) -> String { String(format: "%g", value) }
}
