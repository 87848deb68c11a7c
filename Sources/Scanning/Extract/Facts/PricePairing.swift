/// Decides which duration each amount is the price of.
///
/// Amounts and durations alternate in either order, stand in columns (all durations, then all
/// amounts) or in lines below each other; the whole stretch is read the way that leaves the fewest
/// over and joins the closest.
struct PricePairing {
  /// An amount with its duration, by their places among the items.
  struct Pair {
    var amount: Int
    var duration: Int?
    /// Whether amount and duration stand side by side.
    var isAdjacent = false
  }

  /// An item, or the two ends of a range of amounts taken as one.
  private struct Unit {
    var first: Int
    var last: Int
    var kind: PriceItem.Kind
  }

  private let items: [PriceItem]
  private(set) var pairs: [Pair] = []

  /// Pairs `items`, which must be in the order of the text. Every amount occurs in `pairs` once.
  init(_ items: [PriceItem]) {
    self.items = items
    guard items.contains(where: { $0.kind == .duration }) else {
      pairs = items.indices.map { Pair(amount: $0) }
      return
    }
    var start = 0
    for index in items.indices.dropFirst() where items[index].wordsBefore >= 3 {
      pairRun(start..<index)
      start = index
    }
    pairRun(start..<items.count)
  }

  private mutating func pairRun(_ run: Range<Int>) {
    var lines: [[Unit]] = []
    var line = -1
    var index = run.lowerBound
    while index < run.upperBound {
      var unit = Unit(first: index, last: index, kind: items[index].kind)
      if items[index].startsRange, index + 1 < run.upperBound, !items[index + 1].startsRange,
        index == run.lowerBound || !items[index - 1].startsRange
      {
        unit.last = index + 1
      }
      if items[index].line != line { lines.append([]) }
      line = items[unit.last].line
      if let before = lines[lines.count - 1].last, let merged = merge(before, unit) {
        lines[lines.count - 1][lines[lines.count - 1].count - 1] = merged
      } else {
        lines[lines.count - 1].append(unit)
      }
      index = unit.last + 1
    }
    var next = 0
    while next < lines.count {
      if next + 1 < lines.count, isColumn(lines[next], lines[next + 1]) {
        zip(lines[next], lines[next + 1])
        next += 2
      } else {
        pairLine(lines[next])
        next += 1
      }
    }
  }

  /// One duration said twice ("half hour 30 min") or in two parts ("1 hr 30 min").
  private func merge(_ left: Unit, _ right: Unit) -> Unit? {
    guard left.kind == .duration, right.kind == .duration else { return nil }
    let (one, two) = (items[left.last], items[right.first])
    guard two.wordsBefore == 0, !two.isParted, one.minutes == two.minutes else { return nil }
    return Unit(first: left.first, last: right.last, kind: .duration)
  }

  private func isColumn(_ above: [Unit], _ below: [Unit]) -> Bool {
    guard above.count == below.count, let first = above.first?.kind, let second = below.first?.kind
    else { return false }
    return first != second && above.allSatisfy { $0.kind == first }
      && below.allSatisfy { $0.kind == second }
  }

  private mutating func zip(_ left: [Unit], _ right: [Unit]) {
    for (one, two) in Swift.zip(left, right) {
      let isAmount = one.kind == .amount
      add(isAmount ? one : two, isAmount ? two : one, isAdjacent: left.count == 1)
    }
  }

  private mutating func add(_ amount: Unit, _ duration: Unit?, isAdjacent: Bool) {
    for index in amount.first...amount.last {
      pairs.append(Pair(amount: index, duration: duration?.first, isAdjacent: isAdjacent))
    }
  }

  private mutating func pairLine(_ units: [Unit]) {
    if units.count >= 4, units.count % 2 == 0 {
      let (left, right) = (Array(units[..<(units.count / 2)]), Array(units[(units.count / 2)...]))
      if isColumn(left, right) {
        zip(left, right)
        return
      }
    }
    // best[n]: the best total of the first n units; taken[n]: whether the last two of them pair.
    var best = [0, 0]
    var taken = [false, false]
    for index in units.indices.dropFirst() {
      let weight = self.weight(units[index - 1], units[index])
      let joined = weight > 0 ? best[index - 1] + weight : 0
      best.append(max(best[index], joined))
      taken.append(joined > best[index])
    }
    var isPaired = [Int?](repeating: nil, count: units.count)
    var count = units.count
    while count > 1 {
      if taken[count] {
        isPaired[count - 1] = count - 2
        isPaired[count - 2] = count - 1
        count -= 2
      } else {
        count -= 1
      }
    }
    for index in units.indices where units[index].kind == .amount {
      add(units[index], isPaired[index].map { units[$0] }, isAdjacent: true)
    }
  }

  /// How well two neighbours go together; 0 where they do not.
  private func weight(_ left: Unit, _ right: Unit) -> Int {
    guard left.kind != right.kind else { return 0 }
    let item = items[right.first]
    let amount = left.kind == .amount ? items[left.last] : item
    guard item.wordsBefore <= (amount.strength > .bare ? 2 : 1) else { return 0 }
    // "$35 flat, 4 bags, 25 minutes": behind a comma and something else it belongs to that.
    if item.isParted, item.wordsBefore > 1 { return 0 }
    // Pairs count before closeness; of two readings as close, the amount stands first.
    var weight = left.kind == .amount ? 101 : 100
    // "Ana 22 hh 80 hr 120": few prices are odd sums.
    if amount.strength == .bare, amount.cents % 500 != 0 { weight -= 6 }
    if item.isParted { return weight }
    weight += 4
    if item.wordsBefore > 0 { return weight }
    weight += 4
    if item.fillersBefore == 0 || item.isLinked { weight += 4 }
    if item.symbolsBefore > 0, [0x2F, 0x3A, 0x3D, 0x2D, 0x28, 0x40].contains(item.symbolBefore) {
      weight += 4
    }
    if item.symbolsBefore == 0 { weight += 2 }
    return weight
  }
}
