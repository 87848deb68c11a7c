import Fetching
import Foundation
import Model

/// Shows a crawl: a live line on a terminal, one line a request where it is asked for.
final class CrawlDisplay: CrawlObserver {
  /// How requests are logged.
  enum Log {
    case none, text, json
  }

  private let log: Log
  private let isLive: Bool
  private var hasLine = false

  init(log: Log, isLive: Bool) {
    self.log = log
    self.isLive = isLive
  }

  func note(_ event: CrawlEvent) {
    switch log {
    case .none: return
    case .text:
      let status = event.status.map { " \($0)" } ?? ""
      let again = event.isRetried ? ", will be tried again" : ""
      clear()
      Messages.note("\(event.outcome.rawValue)\(status) \(event.url)\(again)")
    case .json:
      clear()
      Messages.note(EventJSON.line(event))
    }
  }

  func show(_ snapshot: CrawlSnapshot) {
    guard isLive else { return }
    hasLine = true
    let line = Self.line(snapshot, width: Self.width())
    Messages.write("\r\u{1B}[K\(TerminalText.plain(line))")
  }

  /// Removes the line.
  func clear() {
    if hasLine { Messages.write("\r\u{1B}[K") }
    hasLine = false
  }

  /// Pages, rate, queue, errors, time left, then the hosts that have most to do.
  static func line(_ snapshot: CrawlSnapshot, width: Int) -> String {
    let seconds = max(0.001, snapshot.elapsed.seconds)
    let rate = Double(snapshot.pages) / seconds
    var line = "\(snapshot.pages) pages, \(String(format: "%.1f", rate))/s, "
    line += "\(snapshot.waiting) waiting, \(snapshot.active) active, \(snapshot.errors) errors"
    if let left = snapshot.timeLeft { line += ", \(Int(left.seconds.rounded())) s left" }
    let busiest = snapshot.hosts.sorted { ($0.waiting, $1.name) > ($1.waiting, $0.name) }
    for host in busiest.prefix(3) {
      let name = host.name.split(separator: "/").last ?? ""
      let state =
        host.held.map { "left alone: \($0.rawValue)" }
        ?? "\(host.active) active, \(String(format: "%.1f", host.delay.seconds)) s apart"
      line += " | \(name) \(host.waiting), \(state)"
    }
    return String(line.prefix(max(20, width - 1)))
  }

  private static func width() -> Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
    return Int(size.ws_col)
  }
}

extension Duration {
  /// The whole duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
