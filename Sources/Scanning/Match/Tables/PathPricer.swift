/// Prices paths of one pattern, where what tells where a match starts is worth spelling out.
///
/// Remembers how paths were held: those that are taken have mostly been priced before.
final class PathPricer {
  private let chooser: FactorChooser
  private var priced: [(paths: PathList, cover: FactorChooser.Cover?, cost: Double)] = []

  init(_ chooser: FactorChooser) { self.chooser = chooser }

  /// What finding the paths costs.
  func cost(of paths: PathList) -> Double {
    if let known = known(paths) { return known.cost }
    let cover = chooser.cover(paths, bounded: true)
    let cost = chooser.cost(of: paths, boundedCover: cover)
    priced.append((paths, cover, cost))
    return cost
  }

  /// The windows that tell where matches start; nil if one of the paths holds none.
  func choice(for paths: PathList) -> FactorChoice? {
    guard let known = known(paths) else { return chooser.choose(paths, bounded: true) }
    return known.cover.map { chooser.choice(of: $0, paths) }
  }

  private func known(
    _ paths: PathList
  ) -> (paths: PathList, cover: FactorChooser.Cover?, cost: Double)? {
    priced.last { $0.paths == paths }
  }
}
