/// Hashes that are the same in every run and on every machine.
///
/// Public, because the compiler (6.3) calls `package` functions of another module even where they
/// are `@inlinable`; these stand in the innermost loops.
public enum Hash64 {
  /// Spreads every bit over all others (the finaliser of SplitMix64).
  @inlinable public static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// FNV-1a over `bytes`, then mixed. Not for values that an adversary chooses to collide.
  @inlinable public static func of(_ bytes: some Sequence<UInt8>, seed: UInt64 = 0) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return mix(hash)
  }

  /// The hash of a contact: of `platform:value`, with a seed for its kind.
  @inlinable public static func ofContact(_ platform: String?, _ value: String, seed: UInt64)
    -> UInt64
  {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    if let platform { for byte in platform.utf8 { add(byte) } }
    add(0x3A)
    for byte in value.utf8 { add(byte) }
    return mix(hash)
  }
}
