/// The memory one worker needs to extract. Kept from document to document, never shared.
package final class ExtractScratch {
  let tokens = TokenList()
  let windows = GrowingBuffer<TextWindow>()
  var found = Extraction()
  let phones = PhoneScratch()
  let facts = FactScratch()

  /// Empty; grows with the texts it sees.
  package init() {}
}
