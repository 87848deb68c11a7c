/// A mapping and profile made ready for looking up: which paths fill which part of a document.
struct FieldSelectors: Sendable {
  /// One way to fill a part.
  struct Path: Sendable {
    /// Field names from the outermost inwards, in UTF-8.
    var names: [[UInt8]]
    /// The path as one name, for records whose field names hold dots; nil without a dot.
    var flatName: [UInt8]?
    /// Which part it fills.
    var target: FieldTarget
    /// For joined fields the place in the text; for alternatives the rank, least first.
    var order: Int
    /// The number of the alternative that this one only adds to (`Profile.companions`).
    var lead: Int?
  }

  /// All paths; those of one part are in order.
  private(set) var paths: [Path] = []
  /// Numbers of paths by the length of a key that may start them: most keys of a record start
  /// none, and are not compared with all.
  private var numbersByLength: [[Int]] = []
  /// By part: whether its paths are joined rather than alternatives.
  private(set) var isJoined = [Bool](repeating: false, count: FieldTarget.allCases.count)
  /// Parts of whose alternatives some have companions.
  private(set) var withCompanions: [FieldTarget] = []

  /// See `IngestOptions`.
  let dateOrder: DateOrder?

  /// - Parameter mapping: overrides the profile part by part.
  init(mapping: FieldMapping, profile: Profile, dateOrder: DateOrder? = nil) {
    self.dateOrder = dateOrder
    for target in FieldTarget.allCases {
      if let names = mapping.fields[target] {
        isJoined[target.rawValue] = true
        for (order, name) in names.enumerated() { add(name, target, order) }
      } else {
        // Numbers of paths are as good an order as any.
        for name in profile.names[target] ?? [] {
          let lead = paths.count
          add(name, target, lead)
          for companion in profile.companions(of: name) {
            add(companion, target, paths.count, lead: lead)
            if withCompanions.last != target { withCompanions.append(target) }
          }
        }
      }
    }
  }

  /// Numbers of the paths that a key of this length may start.
  func numbers(keyLength: Int) -> [Int] {
    keyLength < numbersByLength.count ? numbersByLength[keyLength] : []
  }

  private mutating func add(
    _ name: String, _ target: FieldTarget, _ order: Int, lead: Int? = nil
  ) {
    let names = name.split(separator: ".").map { Array($0.utf8) }
    for length in Set([names.first?.count ?? name.utf8.count, name.utf8.count]) {
      while numbersByLength.count <= length { numbersByLength.append([]) }
      numbersByLength[length].append(paths.count)
    }
    paths.append(
      Path(
        names: names.isEmpty ? [Array(name.utf8)] : names,
        flatName: names.count > 1 ? Array(name.utf8) : nil, target: target, order: order,
        lead: lead))
  }
}
