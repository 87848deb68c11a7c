/// Prices paths of one pattern, where what tells where a match starts is worth spelling out.
///
/// Remembers how the last paths were held: mostly they are those that are taken.
final class PathPricer {
  private let chooser: FactorChooser
  private var last: (paths: PathList, cover: FactorChooser.Cover?)?

  init(_ chooser: FactorChooser) { self.chooser = chooser }

  /// What finding the paths costs.
  func cost(of paths: PathList) -> Double {
    let cover = chooser.cover(paths, bounded: true)
    last = (paths, cover)
    return chooser.cost(of: paths, boundedCover: cover)
  }

  /// The windows that tell where matches start; nil if one of the paths holds none.
  func choice(for paths: PathList) -> FactorChoice? {
    guard let last, last.paths == paths else { return chooser.choose(paths, bounded: true) }
    return last.cover.map { chooser.choice(of: $0, paths) }
  }
}
