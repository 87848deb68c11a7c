/// The memory one worker needs to extract. Kept from document to document, never shared.
package final class ExtractScratch {
  let tokens = TokenList()
  let windows = GrowingBuffer<TextWindow>()
  /// Places that the search for windows looks at.
  let starts = GrowingBuffer<UInt32>()
  var found = Extraction()
  let phones = PhoneScratch()
  let facts = FactScratch()

  /// Empty; grows with the texts it sees.
  package init() {}
}
