internal import Model

/// Finds the telephone numbers of one run of atoms.
///
/// Every atom is tried as the first of a number, and atoms are added until ten digits are together;
/// each reading has a cost by how far it is from a number written plainly. Of readings that share
/// atoms the cheapest is taken.
struct PhoneSearch {
  let field: FieldTokens
  let parts: PhoneParts
  let scratch: PhoneScratch
  let context: PhoneContext

  init(field: FieldTokens, parts: PhoneParts, scratch: PhoneScratch) {
    self.field = field
    self.parts = parts
    self.scratch = scratch
    context = PhoneContext(field: field, words: parts.words, platforms: parts.platforms)
  }

  /// The highest cost of a reading with nothing before it that announces a number.
  private static let limit = 5
  /// The same where a word such as "call" stands before it.
  private static let limitBehindCue = 9
  /// The most steps that readings from one atom may take: each optional atom doubles them.
  private static let stepLimit = 200

  /// Adds the numbers of `atoms`, one run, to `scratch.phones`.
  func search(_ atoms: [PhoneAtom]) {
    var left = atoms.reduce(0) { $0 + $1.count }
    guard left >= 7 else { return }
    scratch.candidates.removeAll(keepingCapacity: true)
    for first in atoms.indices {
      if !readInternational(atoms, from: first) {
        if left >= 10 { readNorthAmerican(atoms, from: first) }
        if left >= 9 { keepNational(atoms, from: first) }
      }
      left -= atoms[first].count
      // No country has numbers so short with its code.
      if left < 6 { break }
    }
    for index in atoms.indices.dropFirst() where atoms[index].gap.fillers >= 2 {
      readBeforeAreaCode(atoms, at: index)
    }
    chooseCandidates()
  }

  private func chooseCandidates() {
    guard !scratch.candidates.isEmpty else { return }
    scratch.candidates.sort {
      $0.cost != $1.cost ? $0.cost < $1.cost : $0.atoms.lowerBound < $1.atoms.lowerBound
    }
    for candidate in scratch.candidates
    where !scratch.phones.suffix(64).contains(where: { $0.range.overlaps(candidate.range) }) {
      scratch.phones.append(candidate)
    }
  }

  // MARK: North American numbers

  private func readNorthAmerican(_ atoms: [PhoneAtom], from first: Int) {
    let atom = atoms[first]
    var reading = PhoneReading(first: first)
    guard reading.start(with: atom) else { return }
    var steps = 0
    if reading.count == 10 {
      evaluate(atoms, reading)
    } else if !atom.isQuantity {
      extend(atoms, reading, first + 1, skipped: nil, &steps)
    }
  }

  /// - Parameter skipped: what stood between the reading's last atom and atom `next`, where atoms
  ///   between them were passed over.
  private func extend(
    _ atoms: [PhoneAtom], _ reading: PhoneReading, _ next: Int, skipped: PhoneGap?,
    _ steps: inout Int
  ) {
    steps += 1
    guard next < atoms.count, steps < Self.stepLimit else { return }
    let atom = atoms[next]
    var gap = skipped ?? PhoneGap()
    gap.add(atom.gap)
    guard gap.fillers <= 6, gap.words <= 2 else { return }
    var longer = reading
    if longer.append(atom, at: next, behind: gap) {
      if longer.count == 10 {
        evaluate(atoms, longer)
      } else if !atom.isQuantity {
        extend(atoms, longer, next + 1, skipped: nil, &steps)
      }
    }
    if atom.isOptional {
      if atom.origin == .lookAlike {
        gap.noise += 1
        gap.noiseKey = field.tokens[atom.first].key
      } else {
        gap.fillers += 1
      }
      extend(atoms, reading, next + 1, skipped: gap, &steps)
    }
  }

  private func evaluate(_ atoms: [PhoneAtom], _ reading: PhoneReading) {
    guard reading.count == 10, NumberingPlan.isNorthAmerican(reading.digits),
      !(reading.oneIsWord && reading.digitAtoms > 0)
    else { return }
    let first = atoms[reading.first]
    let last = atoms[reading.last]
    guard !isPartOfLonger(atoms, reading) else { return }
    let announced = context.announcement(before: first.first)
    if announced == .otherNumber { return }
    let hasCue = announced == .phone || first.prefix != .none
    if first.link > 0, !context.isNumberInLink(first.first, last.last) { return }
    if first.origin == .digits, context.isInAccount(first.first) { return }
    guard let straddleCost = straddleCost(reading, hasCue: hasCue) else { return }
    if !hasCue, isLadder(reading) || reading.wordCost > 0 { return }
    var cost = reading.gapCost + straddleCost
    if last.isQuantity { cost += reading.atomCount == 1 ? 1 : 2 }
    if reading.isMixed { cost += 1 }
    if first.isOptional && first.origin == .word { cost += 1 }
    if first.origin == .digits, first.count < 10, context.isGluedToWord(first.first) { cost += 2 }
    guard cost <= (hasCue ? Self.limitBehindCue : Self.limit) else { return }
    let range = context.range(first.first, last.last, hasPrefix: first.prefix == .plus)
    scratch.candidates.append(
      PhoneCandidate(
        number: 10_000_000_000 + reading.digits, cost: cost, atoms: reading.first...reading.last,
        range: range, isObscured: !isPlain(atoms, reading)))
  }

  /// Whether a reader that knows only digits and usual separators would find the number.
  private func isPlain(_ atoms: [PhoneAtom], _ reading: PhoneReading) -> Bool {
    guard reading.isUsual, reading.wordAtoms == 0, reading.lookAlikeAtoms == 0,
      reading.straddles == 0
    else { return false }
    return (reading.first...reading.last).allSatisfy {
      field.isUnchanged(field.tokens[atoms[$0].first].range)
    }
  }

  /// The cost of atoms that lie across the ends of area code and exchange; nil where they say that
  /// the digits are something else.
  private func straddleCost(_ reading: PhoneReading, hasCue: Bool) -> Int? {
    guard reading.straddles > 0 else { return 0 }
    if reading.hasYearAcross { return nil }
    if reading.wordAtoms + reading.lookAlikeAtoms > 0 { return 2 }
    if reading.isPairs { return 3 }
    return hasCue ? 4 : reading.isListLike ? 6 : 5
  }

  /// Whether the atoms are rather a list of prices or sizes, or counting.
  private func isLadder(_ reading: PhoneReading) -> Bool {
    if reading.isSingles {
      return isCounting(reading)
    }
    if reading.isRising && reading.atomCount >= 5 { return true }
    guard reading.atomCount >= 3, reading.digitAtoms == reading.atomCount else { return false }
    if reading.isRising && reading.straddles > 0 { return true }
    return reading.isListLike && reading.isRound
  }

  /// Whether most digits are one more than the digit before.
  private func isCounting(_ reading: PhoneReading) -> Bool {
    var steps = 0
    var digits = reading.digits
    while digits >= 10 {
      if digits % 10 == digits / 10 % 10 + 1 { steps += 1 }
      digits /= 10
    }
    return steps >= 6
  }

  // MARK: Area code behind the number

  /// The most atoms that a local number or an area code has.
  private static let localAtoms = 7

  /// "555-0142, area code is 214": a local number whose area code a sentence gives behind it.
  private func readBeforeAreaCode(_ atoms: [PhoneAtom], at index: Int) {
    guard context.isAreaCode(before: atoms[index].first) else { return }
    var (first, local, count) = (index, UInt64(0), 0)
    while first > 0, count < 7, index - first < Self.localAtoms {
      if first < index, !atoms[first].gap.isUsual { return }
      first -= 1
      guard atoms[first].count <= 7, !atoms[first].isQuantity else { return }
      local += atoms[first].value * PhoneReading.power(count)
      count += atoms[first].count
    }
    guard count == 7, first == 0 || !atoms[first].gap.isUsual else { return }
    var (last, area, areaCount) = (index, atoms[index].value, atoms[index].count)
    while areaCount < 3, last + 1 < atoms.count, atoms[last + 1].gap.isUsual {
      last += 1
      area = area * PhoneReading.power(atoms[last].count) + atoms[last].value
      areaCount += atoms[last].count
    }
    guard areaCount == 3 else { return }
    let number = area * 10_000_000 + local
    guard NumberingPlan.isNorthAmerican(number), !atoms[last].isQuantity, atoms[first].link == 0,
      last + 1 == atoms.count || !atoms[last + 1].gap.isUsual,
      context.announcement(before: atoms[first].first) != .otherNumber
    else { return }
    scratch.candidates.append(
      PhoneCandidate(
        number: 10_000_000_000 + number, cost: Self.limit, atoms: first...last,
        range: context.range(atoms[first].first, atoms[last].last, hasPrefix: false),
        isObscured: true))
  }

  // MARK: Neighbours

  /// Whether atoms beside the reading belong to it by how they are joined, so that it is only a
  /// part of something longer. Ten digits or more beside it are a number of their own.
  private func isPartOfLonger(_ atoms: [PhoneAtom], _ reading: PhoneReading) -> Bool {
    if reading.atomCount == 1 { return false }
    if reading.straddles > 0,
      isFourBesideFour(atoms, reading.first, reading.first - 1, gapOf: reading.first)
        || isFourBesideFour(atoms, reading.last, reading.last + 1, gapOf: reading.last + 1)
    {
      return true
    }
    let isAligned = reading.straddles == 0 && !reading.isSingles
    if atoms[reading.first].link > 0 && isAligned { return false }
    return belongs(atoms, reading, beside: reading.first, step: -1)
      || belongs(atoms, reading, beside: reading.last, step: 1)
  }

  /// Whether groups of four digits stand at both places, with nothing but a space or one symbol
  /// between: so cards, accounts and consignments are written.
  private func isFourBesideFour(
    _ atoms: [PhoneAtom], _ edge: Int, _ neighbour: Int, gapOf behind: Int
  ) -> Bool {
    guard atoms.indices.contains(neighbour) else { return false }
    let gap = atoms[behind].gap
    return atoms[edge].count == 4 && atoms[neighbour].count == 4
      && atoms[edge].origin == .digits && atoms[neighbour].origin == .digits
      && (gap.isSpace || gap.isTight)
  }

  private func belongs(
    _ atoms: [PhoneAtom], _ reading: PhoneReading, beside edge: Int, step: Int
  ) -> Bool {
    var digits = 0
    var index = edge
    while true {
      let neighbour = index + step
      guard atoms.indices.contains(neighbour), digits < 10 else { break }
      let gap = atoms[step > 0 ? neighbour : index].gap
      let atom = atoms[neighbour]
      let inner = atoms[step > 0 ? edge : edge + 1].gap
      guard !atom.isOptional,
        joins(gap, reading, atom) || continues(gap, inner, atom, atoms[edge], reading)
      else { break }
      digits += atom.count
      index = neighbour
    }
    return digits > 0 && digits < 10
  }

  /// Whether one digit, or a pair in a reading of pairs, stands beside the edge of a reading as the
  /// edge stands beside the next.
  private func continues(
    _ gap: PhoneGap, _ inner: PhoneGap, _ atom: PhoneAtom, _ edge: PhoneAtom,
    _ reading: PhoneReading
  ) -> Bool {
    gap == inner && !atom.isQuantity
      && (atom.count == 1 && edge.count == 1 || atom.count == 2 && reading.isPairs)
      && (reading.wordAtoms > 0 && reading.digitAtoms > 0 || atom.origin == edge.origin)
  }

  private func joins(_ gap: PhoneGap, _ reading: PhoneReading, _ atom: PhoneAtom) -> Bool {
    if gap.isGlued { return true }
    if gap.isTight && gap.symbol == reading.tightSymbol { return true }
    return gap.isSpace && reading.isSingles && reading.hasSpaceGap && atom.count == 1
      && !atom.isQuantity
      && (atom.origin == .digits) == (reading.digitAtoms > reading.wordAtoms)
  }
}
