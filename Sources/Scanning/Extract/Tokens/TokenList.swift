/// The tokens of one text, in memory that is kept from text to text.
///
/// Not thread-safe: each worker has its own.
final class TokenList {
  private var storage: UnsafeMutablePointer<Token>
  private var capacity: Int
  /// How many tokens there are.
  private(set) var count = 0

  init() {
    capacity = 256
    storage = .allocate(capacity: capacity)
  }

  // Tokens are trivial: nothing to deinitialise.
  deinit { storage.deallocate() }

  /// Valid until the next change of the list.
  var tokens: UnsafeBufferPointer<Token> {
    UnsafeBufferPointer(start: storage, count: count)
  }

  func removeAll() { count = 0 }

  /// Room for `count` more tokens, for the caller to initialise from the pointer on; `end` says how
  /// many became of them.
  func reserve(_ count: Int) -> UnsafeMutablePointer<Token> {
    if self.count + count > capacity { grow(to: self.count + count) }
    return storage + self.count
  }

  /// Counts the tokens before `end` as the list's; `end` lies in what `reserve` gave.
  func end(at end: UnsafeMutablePointer<Token>) { count = end - storage }

  private func grow(to least: Int) {
    var larger = capacity
    while larger < least { larger *= 2 }
    let memory = UnsafeMutablePointer<Token>.allocate(capacity: larger)
    memory.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = memory
    capacity = larger
  }
}
