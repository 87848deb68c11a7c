package import Model
package final class ExtractScratch { package init() {} }
package struct Extractor: Sendable {
  package init() {}
  package func extract(
    title: ExtractionText, text: ExtractionText, scratch: ExtractScratch,
    into identifiers: inout [Identifier], facts: inout [FactEvidence]
  ) {}
}
