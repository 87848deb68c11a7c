internal import Model

/// Numbers of other countries: with a country code, and with a trunk 0.
extension PhoneSearch {
  // MARK: Numbers with a country code

  /// Whether other digits stand before an atom, with a space or one symbol between: as in the groups
  /// of an account number, where 00 opens nothing.
  private func isBehindDigits(_ atoms: [PhoneAtom], _ index: Int) -> Bool {
    index > 0 && atoms[index - 1].origin == .digits
      && (atoms[index].gap.isSpace || atoms[index].gap.isTight)
  }

  /// Whether the atoms from `first` were read as a number of another country.
  func readInternational(_ atoms: [PhoneAtom], from first: Int) -> Bool {
    let atom = atoms[first]
    var search = InternationalReading(plan: parts.plan)
    if atom.prefix != .none {
      search.mode = .withCode
    } else if context.isDialledOut(atom), !isBehindDigits(atoms, first) {
      search.mode = .behindExitCode
    } else if let code = context.countryCode(beside: atom.first),
      let country = parts.plan.country(Int(code))
    {
      search.mode = .national(country)
    } else {
      return false
    }
    guard let found = search.read(atoms, from: first) else { return false }
    let last = atoms[found.last]
    if atom.link > 0, !context.isNumberInLink(atom.first, last.last) { return false }
    let isPlain =
      found.isUsual
      && (first...found.last).allSatisfy {
        atoms[$0].origin == .digits && field.isUnchanged(field.tokens[atoms[$0].first].range)
      }
    scratch.candidates.append(
      PhoneCandidate(
        number: found.number, cost: 0, atoms: first...found.last,
        range: context.range(atom.first, last.last, hasPrefix: atom.prefix == .plus),
        isObscured: !isPlain))
    return true
  }

  // MARK: Numbers with a trunk 0

  /// Digits of a number with its trunk 0, in any country.
  private static let nationalLengths = 9...11

  /// Keeps the number that starts with the 0 of atom `first`, if digits and usual separators make one
  /// of a length that some country has, and no digits are joined to it.
  func keepNational(_ atoms: [PhoneAtom], from first: Int) {
    let atom = atoms[first]
    guard atom.origin == .digits, atom.prefix == .none, atom.link == 0, atom.count >= 2,
      PhoneReading.power(atom.count - 2) <= atom.value,
      atom.value < PhoneReading.power(atom.count - 1), !joins(atoms, at: first)
    else { return }
    var (digits, count, last) = (atom.value, atom.count, first)
    while !Self.nationalLengths.contains(count) || joins(atoms, at: last + 1) {
      last += 1
      guard last < atoms.count, atoms[last].gap.isUsual, atoms[last].origin == .digits,
        count + atoms[last].count <= Self.nationalLengths.upperBound
      else { return }
      digits = digits * PhoneReading.power(atoms[last].count) + atoms[last].value
      count += atoms[last].count
    }
    guard !atoms[last].isQuantity, context.announcement(before: atom.first) != .otherNumber else {
      return
    }
    let isObscured = (first...last).contains {
      !field.isUnchanged(field.tokens[atoms[$0].first].range)
    }
    let range = context.range(atom.first, atoms[last].last, hasPrefix: false)
    scratch.national.append(
      NationalNumber(
        digits: digits, count: count - 1, field: field.field, span: field.original(range),
        isObscured: isObscured))
  }

  /// Whether the atom at `index` is joined to the one before as the groups of one number are.
  private func joins(_ atoms: [PhoneAtom], at index: Int) -> Bool {
    guard index > 0, index < atoms.count else { return false }
    let gap = atoms[index].gap
    return gap.isGlued || gap.isSpace || gap.isTight
  }
}
