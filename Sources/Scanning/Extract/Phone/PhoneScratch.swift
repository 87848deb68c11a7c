internal import Model

/// The memory that reading telephone numbers needs; kept from text to text.
final class PhoneScratch {
  /// The run of atoms at hand; empty between texts.
  var atoms: [PhoneAtom] = []
  /// Words of a run of letters without spaces.
  var split: [NumberWord] = []
  /// Readings of the run, before the best are chosen.
  var candidates: [PhoneCandidate] = []
  /// Chosen readings of the text.
  var phones: [PhoneCandidate] = []
  /// Numbers of the document that only its places may tell the country of.
  var national: [NationalNumber] = []
}

/// One way to read atoms as a telephone number.
struct PhoneCandidate {
  /// All digits with the country code.
  var number: UInt64
  /// How far it is from a number written plainly; 0 is plain.
  var cost: Int
  /// Its first and last atom in the run.
  var atoms: ClosedRange<Int>
  /// Bytes of the normalised text.
  var range: Range<Int>
  /// Whether plain reading would miss it.
  var isObscured: Bool
}
