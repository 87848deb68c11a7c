internal import CWindowProbe

/// What a key stands for: a rule, and where its match may start.
struct KeyEntry: BitwiseCopyable {
  /// What it says of the rule.
  enum Meaning: UInt8 {
    /// A match may start near by.
    case start
    /// So it may, if the text holds a companion too.
    case startWithCompany
    /// The text holds a companion.
    case company
  }

  /// Index into the engine's rules.
  var rule: UInt16
  var meaning: Meaning
  /// Where the eight symbols to compare start, counted from the window.
  var checkOffset: Int8
  /// See `Factor.Place`.
  var low: Int16
  /// For rules that are searched for from the text's start on, 0.
  var high: Int16
  var checkMask: UInt64
  var checkValue: UInt64
}

/// The windows of all rules: a bitmap to pass over most text, and behind it the exact keys.
///
/// Immutable, shared between workers. Keys are four folded bytes as a little-endian number; none
/// is 0.
// @unchecked Sendable: the memory is written in init alone.
final class KeyTable: @unchecked Sendable {
  /// Bits of the bitmap's size.
  static let bitmapBits = UInt32(WP_HASH_BITS)

  /// A key and where its entries are.
  struct Slot: BitwiseCopyable {
    /// 0 is free.
    var key: UInt32 = 0
    /// Index of its first entry in `entries`; the others follow.
    var first: UInt32 = 0
    var count: UInt32 = 0
    /// A slot lies in one cache line.
    private var padding: UInt32 = 0
  }

  /// One bit a hash.
  let bitmap: UnsafePointer<UInt32>
  /// Open addressing by hash.
  let slots: UnsafePointer<Slot>
  let entries: UnsafePointer<KeyEntry>
  /// Size of `slots` less one; a power of two less one.
  let slotMask: UInt32
  let keyCount: Int
  let entryCount: Int
  /// How many keys a code point were to be expected when they were chosen.
  let expected: Double

  private let allocations: [UnsafeMutableRawPointer]

  /// The hash by which `bitmap` (its highest bits) and `slots` are indexed.
  @inline(__always)
  static func hash(_ key: UInt32) -> UInt32 { wp_hash(key) }

  /// Where the search for a key starts.
  @inline(__always)
  static func slot(_ hash: UInt32, _ slotMask: UInt32) -> UInt32 { (hash &>> 7) & slotMask }

  /// - Parameter choices: of each rule, by its index; nil for rules without windows.
  init(_ choices: [FactorChoice?]) {
    expected = choices.reduce(0) { $0 + ($1?.expected ?? 0) }
    var list: [(key: UInt32, entry: KeyEntry)] = []
    func add(_ factors: [Factor], _ rule: Int, _ meaning: KeyEntry.Meaning) {
      for factor in factors {
        let entries = factor.places.map { KeyEntry(rule: UInt16(rule), meaning, $0) }
        factor.window.forEachKey { key in for entry in entries { list.append((key, entry)) } }
      }
    }
    for (rule, choice) in choices.enumerated() {
      guard let choice else { continue }
      add(choice.factors, rule, choice.companions.isEmpty ? .start : .startWithCompany)
      add(choice.companions, rule, .company)
    }
    // Rules in order, so that equal inputs make equal tables.
    list.sort {
      ($0.key, $0.entry.rule, $0.entry.meaning.rawValue, $0.entry.low, $0.entry.high)
        < ($1.key, $1.entry.rule, $1.entry.meaning.rawValue, $1.entry.low, $1.entry.high)
    }
    var distinct = 0
    for index in list.indices where index == 0 || list[index].key != list[index - 1].key {
      distinct += 1
    }
    var slotCount = 16
    while slotCount < distinct * 2 { slotCount *= 2 }
    let wordCount = 1 << Int(Self.bitmapBits - 5)
    let bitmap = UnsafeMutablePointer<UInt32>.allocate(capacity: wordCount)
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: slotCount)
    let entries = UnsafeMutablePointer<KeyEntry>.allocate(capacity: list.count + 1)
    bitmap.initialize(repeating: 0, count: wordCount)
    slots.initialize(repeating: Slot(), count: slotCount)
    slotMask = UInt32(slotCount - 1)
    var slot = 0
    for (index, (key, entry)) in list.enumerated() {
      if index == 0 || key != list[index - 1].key {
        let hash = Self.hash(key)
        let bit = hash &>> (32 - Self.bitmapBits)
        bitmap[Int(bit &>> 5)] |= 1 << (bit & 31)
        slot = Int(Self.slot(hash, slotMask))
        while slots[slot].key != 0 { slot = (slot + 1) & (slotCount - 1) }
        slots[slot].key = key
        slots[slot].first = UInt32(index)
      }
      slots[slot].count += 1
      (entries + index).initialize(to: entry)
    }
    self.bitmap = UnsafePointer(bitmap)
    self.slots = UnsafePointer(slots)
    self.entries = UnsafePointer(entries)
    keyCount = distinct
    entryCount = list.count
    allocations = [
      UnsafeMutableRawPointer(bitmap), UnsafeMutableRawPointer(slots),
      UnsafeMutableRawPointer(entries),
    ]
  }

  deinit {
    for allocation in allocations { allocation.deallocate() }
  }

  /// Memory of the tables in bytes.
  var byteCount: Int {
    (1 << Int(Self.bitmapBits - 3)) + (Int(slotMask) + 1) * MemoryLayout<Slot>.stride
      + entryCount * MemoryLayout<KeyEntry>.stride
  }
}

extension KeyEntry {
  fileprivate init(rule: UInt16, _ meaning: Meaning, _ place: Factor.Place) {
    self.rule = rule
    self.meaning = meaning
    checkOffset = Int8(place.checkOffset)
    // Without an upper end the rule is searched for from the text's start on.
    low = Int16(clamping: place.low)
    high = Int16(clamping: place.high ?? place.low)
    checkMask = place.checkMask
    checkValue = place.checkValue
  }
}
