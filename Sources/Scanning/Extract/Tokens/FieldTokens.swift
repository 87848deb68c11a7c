internal import Model

/// One field as extractors read it: its tokens and the text they stand in.
///
/// Borrowed: valid while `Extractor` reads the field. A class, so that its many readers share one and
/// copy nothing.
final class FieldTokens {
  let field: Field
  let text: ExtractionText
  /// The normalised bytes.
  let bytes: UnsafePointer<UInt8>
  let hints: TextHints
  /// In order of the text.
  let tokens: UnsafeBufferPointer<Token>
  /// The stretches of the text that the tokens are from, in order.
  let windows: UnsafeBufferPointer<TextWindow>

  init(
    field: Field, text: ExtractionText, hints: TextHints, tokens: UnsafeBufferPointer<Token>,
    windows: UnsafeBufferPointer<TextWindow>
  ) {
    self.field = field
    self.text = text
    self.hints = hints
    self.tokens = tokens
    self.windows = windows
    bytes = text.start
  }

  /// The normalised text in `range`.
  func string(_ range: Range<Int>) -> String {
    String(
      decoding: UnsafeBufferPointer(start: text.start + range.lowerBound, count: range.count),
      as: UTF8.self)
  }

  /// The bytes of the original field that `range` was made from.
  func original(_ range: Range<Int>) -> ByteSpan {
    text.map.original(of: ByteSpan(range.lowerBound, range.upperBound))
  }

  /// Whether the original has the bytes of `range` as they are here.
  func isUnchanged(_ range: Range<Int>) -> Bool {
    text.map.isUnchanged(ByteSpan(range.lowerBound, range.upperBound))
  }

  /// Whether nothing stands between token `index` and the one before it.
  @inline(__always)
  func isGlued(_ index: Int) -> Bool {
    index > 0 && index < tokens.count && tokens[index].start == tokens[index - 1].end
  }

  /// Whether token `index` exists and is the ASCII character `character`.
  @inline(__always)
  func isSymbol(_ index: Int, _ character: Unicode.Scalar) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].isSymbol(character)
  }

  /// Whether token `index` exists and its letters are `word`.
  @inline(__always)
  func isWord(_ index: Int, _ word: WordKey) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].isWord(word)
  }

  /// The bytes from the start of token `first` to the end of token `last`.
  func range(_ first: Int, _ last: Int) -> Range<Int> {
    Int(tokens[first].start)..<Int(tokens[last].end)
  }
}
