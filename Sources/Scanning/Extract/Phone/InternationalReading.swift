/// Reads atoms as a number of a country outside the North American plan.
struct InternationalReading {
  /// How the country is told.
  enum Mode {
    /// The digits start with the country code.
    case withCode
    /// The digits start with 00 or 011, then the country code.
    case behindExitCode
    /// The text names the country; the digits are dialled inside it.
    case national(NumberingPlan.Country)
  }

  /// A number read.
  struct Found {
    var number: UInt64
    /// Its last atom.
    var last: Int
    /// Whether only usual separators stand in it.
    var isUsual: Bool
  }

  let plan: NumberingPlan
  var mode = Mode.withCode

  init(plan: NumberingPlan) { self.plan = plan }

  /// The longest number of a length that its country has, from atom `first` on.
  func read(_ atoms: [PhoneAtom], from first: Int) -> Found? {
    var digits: UInt64 = 0
    var count = 0
    var isUsual = true
    var found: Found?
    var index = first
    while index < atoms.count {
      let atom = atoms[index]
      if index > first {
        guard continues(atom.gap), !atom.isOptional || atom.gap.isGlued || atom.gap.isTight else {
          break
        }
        if !atom.gap.isUsual || atom.gap.usualSymbols > 3 { isUsual = false }
      }
      guard count + atom.count <= 18 else { break }
      digits = digits * PhoneReading.power(atom.count) + atom.value
      count += atom.count
      if let number = number(digits, count) {
        found = Found(number: number, last: index, isUsual: isUsual)
      }
      if atom.isQuantity { break }
      index += 1
    }
    return found
  }

  private func continues(_ gap: PhoneGap) -> Bool {
    gap.words == 0 && gap.fillers <= 1 && gap.noise == 0 && !gap.hasNewline
      && gap.usualSymbols + gap.otherSymbols <= 4
  }

  /// The E.164 digits of what was dialled; nil if no country has numbers of that length.
  private func number(_ digits: UInt64, _ count: Int) -> UInt64? {
    switch mode {
    case .withCode: return withCode(digits, count)
    case .behindExitCode:
      let significant = Self.length(digits)
      if count - significant == 2 { return withCode(digits, significant) }
      // 011 is dialled from North America.
      let rest = digits % PhoneReading.power(max(significant - 2, 0))
      return significant > 10 && Self.length(rest) == significant - 2
        ? withCode(rest, significant - 2) : nil
    case .national(let country): return national(digits, count, country)
    }
  }

  private func withCode(_ digits: UInt64, _ count: Int) -> UInt64? {
    guard count >= 8, count <= 15, Self.length(digits) == count else { return nil }
    for codeLength in 1...3 {
      let power = PhoneReading.power(count - codeLength)
      let code = Int(digits / power)
      if code == 1 {
        return count == 11 && NumberingPlan.isNorthAmerican(digits % power) ? digits : nil
      }
      guard let country = plan.country(code) else { continue }
      return national(digits % power, count - codeLength, country)
    }
    return nil
  }

  private func national(
    _ digits: UInt64, _ count: Int, _ country: NumberingPlan.Country
  ) -> UInt64? {
    guard digits > 0 else { return nil }
    var length = count
    let significant = Self.length(digits)
    if significant < count {
      // One leading zero is the trunk prefix, which the world number leaves out.
      if country.hasTrunkZero, significant == count - 1 {
        length = significant
      } else if country.code != 39 && country.code != 225 && country.code != 242 {
        return nil
      }
    } else if case .national = mode, country.hasTrunkZero {
      return nil
    }
    guard country.lengths.contains(length) else { return nil }
    return UInt64(country.code) * PhoneReading.power(length) + digits
  }

  private static func length(_ digits: UInt64) -> Int {
    var rest = digits
    var count = 0
    while rest > 0 {
      rest /= 10
      count += 1
    }
    return count
  }
}
