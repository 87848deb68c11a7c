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

  @inline(__always)
  func append(_ token: Token) {
    if count == capacity { grow() }
    // In bounds: count < capacity holds after growing.
    (storage + count).initialize(to: token)
    count += 1
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Token>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: storage, count: count)
    storage.deallocate()
    storage = larger
    capacity *= 2
  }
}
