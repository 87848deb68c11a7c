internal import CAllocator

/// Memory that the process has freed and its allocator holds for later.
enum FreedMemory {
  /// Gives it back to the system: a later stage asks for other sizes, and what an earlier one left in
  /// pieces would count beside them.
  static func handBack() { malloc_trim(0) }
}
