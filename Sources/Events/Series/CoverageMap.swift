/// How far the numbers of a panel are counts of what was there.
package struct CoverageMap: Sendable {
  /// What a cell can be used for.
  enum State: UInt8, Sendable {
    /// As many ads as usual, or as few as chance makes.
    case full
    /// Low for a week or more: not used in a baseline, still used where it is asked about.
    case doubtful
    /// Far too few, or none at all: collection failed, or nobody knows.
    case none
  }

  private let binCount: Int
  private var states: [UInt8]
  /// Share of the usual, 0 to 1, where it is not full.
  private var shares: [Int: Float] = [:]

  init(placeCount: Int, binCount: Int) {
    self.binCount = binCount
    states = [UInt8](repeating: 0, count: placeCount * binCount)
  }

  func state(_ place: Int, _ bin: Int) -> State {
    State(rawValue: states[place * binCount + bin]) ?? .none
  }

  /// Whether the cell can be asked about.
  func isUsable(_ place: Int, _ bin: Int) -> Bool { state(place, bin) != .none }

  /// Whether the cell can be part of a baseline.
  func isFull(_ place: Int, _ bin: Int) -> Bool { state(place, bin) == .full }

  /// 1 where coverage is full, else the share of the usual that is there.
  func share(_ place: Int, _ bin: Int) -> Double {
    state(place, bin) == .full ? 1 : Double(shares[place * binCount + bin] ?? 0)
  }

  mutating func set(_ place: Int, _ bin: Int, _ state: State, share: Double) {
    let index = place * binCount + bin
    guard state.rawValue >= states[index] else { return }
    states[index] = state.rawValue
    shares[index] = Float(min(1, max(0, share)))
  }
}
