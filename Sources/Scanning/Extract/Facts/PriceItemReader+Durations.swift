/// Durations that numbers count, with a unit or without: "30 min", "15/30/60 min", "60 for 15 min, 80
/// for 30", and ladders of bare numbers.
extension PriceItemReader {
  /// "15/30/60 min": every number of the list takes its unit.
  mutating func readListedDurations(from number: Int) -> Int? {
    guard field.quantities[number].joinBefore == 0, field.quantities[number].joinAfter == 0x2F
    else { return nil }
    var last = number
    while field.quantities[last].joinAfter == 0x2F, last + 1 < field.quantities.count,
      field.quantities[last + 1].joinBefore == 0x2F,
      field.quantities[last + 1].cents > field.quantities[last].cents
    { last += 1 }
    guard last > number, let end = counted(field.quantities[last]), end.isOffered,
      field.isFree(field.quantities[number].first, end.item.last)
    else { return nil }
    let scale = end.item.minutes * 100 / max(field.quantities[last].cents, 1)
    for index in number...last {
      var item = end.item
      item.first = field.quantities[index].first
      item.last = index == last ? end.item.last : field.quantities[index].last
      item.minutes = field.quantities[index].cents * scale / 100
      // Parted, so that they are no parts of one duration.
      gap.isParted = true
      append(item)
    }
    return end.item.last
  }

  /// "30, 60 and 90 minute sessions": every number of the list takes its unit. Behind a duration the
  /// first is what that costs.
  mutating func readJoinedDurations(from number: Int) -> Int? {
    guard isJoined(number), items.last?.kind != .duration || gap.wordsBefore > 0 else { return nil }
    var last = number
    while isJoined(last) { last += 1 }
    // "special 60, 90 min 110"
    let isList = last > number + 1 || !field.isSymbol(field.quantities[number].last + 1, ",")
    guard isList, let end = counted(field.quantities[last]), field.has(end.item.last, .minute),
      end.item.minutes > field.quantities[last - 1].cents / 100,
      field.isFree(field.quantities[number].first, end.item.last)
    else { return nil }
    guard end.isOffered, hasAmount(for: number...last) else {
      gap.wordsBefore += 2
      return end.item.last
    }
    for index in number...last {
      var item = end.item
      item.first = field.quantities[index].first
      item.last = index == last ? end.item.last : field.quantities[index].last
      item.minutes = field.quantities[index].cents / 100
      gap.isParted = true
      append(item)
    }
    return end.item.last
  }

  /// Whether as many numbers follow on the line, or amounts stand before, as minutes are listed: one
  /// price for several lengths is that of none of them.
  private func hasAmount(for list: ClosedRange<Int>) -> Bool {
    let other = list.upperBound + list.count
    if other < field.quantities.count,
      field.isOneLine(field.quantities[list.upperBound].last, field.quantities[other].first)
    {
      return true
    }
    return items.count >= list.count
      && items.suffix(list.count).allSatisfy { $0.kind == .amount && $0.line == line }
  }

  /// Whether the number is as many minutes as ads sell, and "and", "or" or a comma joins it to one that
  /// is more.
  private func isJoined(_ number: Int) -> Bool {
    let quantities = field.quantities
    guard number + 1 < quantities.count,
      quantities[number + 1].first == quantities[number].last + 2
    else { return false }
    let joint = quantities[number].last + 1
    guard
      field.has(joint, .and) || field.isSymbol(joint, "&") || field.isSymbol(joint, ",")
        || field.isWord(joint, "or") || field.isWord(joint, "o"),
      !field.startsLine(joint), !field.startsLine(joint + 1),
      quantities[number].joinBefore == 0, quantities[number].joinAfter == 0,
      quantities[number + 1].cents > quantities[number].cents,
      let minutes = quantities[number].whole
    else { return false }
    return Self.rungs.contains(minutes)
  }

  /// "30 min", "1.5 hours", "2hrs", "1/2 hour"; not offered where it is a wait, a way or a shift.
  func counted(_ quantity: Quantity) -> (item: PriceItem, isOffered: Bool)? {
    var unit = quantity.last + 1
    guard unit < field.count, !field.startsLine(unit) else { return nil }
    if field.isSymbol(unit, "-"), field.isGlued(unit), field.isGlued(unit + 1),
      field.has(unit + 1, [.minute, .hour])
    {
      unit += 1
    }
    var item = PriceItem(kind: .duration, first: quantity.first, last: unit)
    item.wording = .counted
    if field.has(unit, .minute)
      || field.isWord(unit, "m") && field.isGlued(unit) && quantity.cents % 500 == 0
        && quantity.cents >= 1000
    {
      guard let minutes = quantity.whole, (5...600).contains(minutes) else { return nil }
      item.minutes = minutes
      return (item, !isSchedule(behind: unit) && !isWay(quantity, unit))
    }
    guard field.has(unit, .hour) else {
      guard quantity.isFraction, quantity.cents == 50 else { return nil }
      item.last = quantity.last
      item.minutes = 30
      item.wording = .uncertain
      return (item, !field.has(unit, [.otherUnit, .metre]))
    }
    let isPlural = field.words[unit].value == 1
    let isCount = quantity.cents <= 12_00 || quantity.cents == 24_00
    guard isPlural || isCount else { return nil }
    item.minutes = quantity.cents * 60 / 100
    if field.isSymbol(unit + 1, "."), field.isGlued(unit + 1) { item.last = unit }
    if quantity.cents == 50 { item.wording = .code }
    return (item, isCount && !isSchedule(behind: unit))
  }

  /// Whether hours or minutes that end at `unit` are a shift, a drive or a notice.
  func isSchedule(behind unit: Int) -> Bool {
    let next = unit + 1
    guard !field.startsLine(next) else { return false }
    if field.isSymbol(next, "/"), field.isDigits(next + 1) { return false }
    if field.has(next, .schedule) { return true }
    // "3 hour minimum, $50 fuel fee"
    if field.isWord(next, "minimum") || field.isWord(next, "min"), field.isCleanRight(next + 1),
      field.has(unit, .hour)
    {
      return true
    }
    return field.has(next, [.per, .article]) && field.has(next + 1, .period)
  }

  /// Whether minutes that end at `unit` are a way: "8 min to the station", "a 10 minutos del centro".
  private func isWay(_ quantity: Quantity, _ unit: Int) -> Bool {
    if field.isWord(unit + 1, "de") || field.isWord(unit + 1, "del") {
      return field.isWord(quantity.first - 1, "a") && !field.isDigits(quantity.first - 2)
    }
    guard field.isWord(unit + 1, "to"), !field.startsLine(unit + 1) else { return false }
    let goal = field.has(unit + 2, .article) ? unit + 3 : unit + 2
    for word: WordKey in [
      "tube", "station", "train", "trains", "metro", "subway", "bus", "airport", "beach", "campus",
      "downtown", "town", "city", "centre", "center", "lake", "shops",
    ] where field.isWord(goal, word) { return true }
    return false
  }

  /// "60 to 120 minutes": how long something takes, and no price of it.
  mutating func readDurationRange(from number: Int) -> Int? {
    let low = field.quantities[number]
    guard field.isWord(low.last + 1, "to"), number + 1 < field.quantities.count,
      field.quantities[number + 1].first == low.last + 2, low.joinBefore == 0,
      let minutes = low.whole, Self.rungs.contains(minutes),
      field.isOneLine(low.last, low.last + 2), let end = counted(field.quantities[number + 1]),
      field.has(end.item.last, .minute), end.item.minutes > minutes
    else { return nil }
    gap.wordsBefore += 2
    return end.item.last
  }

  /// The minutes that ladders without a unit count by.
  private static let rungs: Set<Int> = [15, 20, 30, 45, 60, 90, 120]

  /// "Donations: 15 - 70, 30 - 110": two rungs or more, of minutes and an amount each, both of which
  /// grow, behind a word such as "rates". No unit says that they are minutes, so only the amounts are
  /// read.
  mutating func readBareLadder(from number: Int) -> Int? {
    guard isCued, field.quantities[number].whole.map({ $0 <= 30 }) == true else { return nil }
    var next = number
    var (minutes, cents, rungs) = (0, 0, 0)
    while next + 1 < field.quantities.count {
      let (left, right) = (field.quantities[next], field.quantities[next + 1])
      guard let count = left.whole, Self.rungs.contains(count), count > minutes,
        right.cents > max(cents, left.cents), right.cents % 500 == 0, !right.isGrouped,
        field.isFree(left.first, right.last), right.first == left.last + 2,
        isRung(left.last + 1), !field.isMeasured(right.last),
        next == number || left.first - field.quantities[next - 1].last <= 2
      else { break }
      (minutes, cents, rungs) = (count, right.cents, rungs + 1)
      next += 2
    }
    guard rungs >= 2 else { return nil }
    for place in stride(from: number, to: next, by: 2) {
      let right = field.quantities[place + 1]
      gap.isParted = true
      var amount = PriceItem(kind: .amount, first: right.first, last: right.last)
      amount.cents = right.cents
      amount.strength = .cued
      append(amount)
    }
    return field.quantities[next - 1].last
  }

  private func isRung(_ index: Int) -> Bool {
    for mark: Unicode.Scalar in ["-", ":", "=", "/"] where field.isSymbol(index, mark) {
      return true
    }
    return false
  }

  /// "60 for 15 min, 80 for 30": minutes whose unit the rung before or behind has.
  mutating func readImpliedMinutes(_ number: Int) -> Int? {
    let quantity = field.quantities[number]
    guard field.isWord(quantity.first - 1, "for"), field.isCleanRight(quantity.last + 1),
      let minutes = quantity.whole, Self.rungs.contains(minutes), let amount = items.last,
      amount.kind == .amount, amount.line == line, amount.last == quantity.first - 2,
      isRungBehind(minutes, amount) || isRungBefore(number, minutes, amount)
    else { return nil }
    var item = PriceItem(kind: .duration, first: quantity.first, last: quantity.last)
    item.minutes = minutes
    item.wording = .counted
    append(item)
    return quantity.last
  }

  /// Whether the rung before that of `minutes` and `amount` has its unit.
  private func isRungBehind(_ minutes: Int, _ amount: PriceItem) -> Bool {
    guard items.count >= 3 else { return false }
    let (before, price) = (items[items.count - 2], items[items.count - 3])
    return before.kind == .duration && before.wording == .counted && before.isLinked
      && before.line == line && before.minutes < minutes && price.kind == .amount
      && price.cents < amount.cents
  }

  /// Whether the rung behind that of `minutes` and `amount` has its unit: "60 for 15, 100 for 30 min".
  private func isRungBefore(_ number: Int, _ minutes: Int, _ amount: PriceItem) -> Bool {
    guard number + 2 < field.quantities.count else { return false }
    let (price, other) = (field.quantities[number + 1], field.quantities[number + 2])
    let comma = field.quantities[number].last + 1
    let sign = price.first - 1
    let hasSign =
      sign == comma + 1 && Currency.number(ofSign: field.source.tokens[sign].key) != nil
    guard field.isSymbol(comma, ","), sign == comma || hasSign, price.cents > amount.cents,
      field.isOneLine(comma, other.last), other.first == price.last + 2,
      field.isWord(other.first - 1, "for"), let end = counted(other)
    else { return false }
    return end.isOffered && field.has(end.item.last, .minute) && end.item.minutes > minutes
  }
}
