internal import CSimdJSON
internal import Model

/// Turns one JSON object into a document: picks the fields that hold its parts, carries the rest
/// along.
struct RecordBuilder: ~Copyable {
  let parser: OpaquePointer
  let selectors: FieldSelectors
  let html: HTMLText
  /// What may help where a record has no text.
  let hint: String?
  private var picker: FieldPicker
  /// Paths whose values are parts of the document.
  private var used: [FieldPicker.Pick] = []
  /// Paths whose values gave the date.
  private var datePaths: [Int] = []
  private var rest: MemberWriter

  init(
    parser: OpaquePointer, selectors: FieldSelectors, html: HTMLText, takesSource: Bool,
    hint: String?
  ) {
    self.parser = parser
    self.selectors = selectors
    self.html = html
    self.hint = hint
    picker = FieldPicker(selectors: selectors, takesSource: takesSource)
    rest = MemberWriter(parser: parser, selectors: selectors)
  }

  /// Appends the document to `batch`, or says why there is none.
  ///
  /// - Parameter json: the text that `root` was parsed from.
  mutating func build(
    _ root: sj_element, of json: UnsafeBufferPointer<UInt8>, source: BatchSource, line: Int,
    into batch: inout DocumentBatch
  ) throws(ContentError) {
    picker.pick(root)
    let hasText = picker.picked.contains {
      let target = selectors.paths[$0.path].target
      return target == .text || target == .title
    }
    guard hasText else {
      throw ContentError(reason: .noText, detail: hint ?? "name it with --map text=FIELD")
    }
    var sourceIndex = 0
    var position = line
    // Not by `flatMap(readSource)`: the compiler (6.3) fails on it.
    let own = picker.ownSource.flatMap { readSource($0) }
    if let own {
      sourceIndex = batch.index(of: own.source)
      position = own.position
    }
    let (title, text) = try appendTexts(to: &batch)
    let id =
      appendID(of: json, to: &batch)
      ?? batch.append(Array((own?.source ?? source).defaultID(position: position).utf8))
    let url = append(.url, to: &batch)
    let place = append(.place, to: &batch)
    let posted = readPosted()
    let extra = appendExtra(root, omitsSource: own != nil, to: &batch)
    batch.documents.append(
      Document(
        id: id, title: title, text: text, url: url, posted: posted.instant,
        hasUnreadDate: posted.isUnread, place: place, extra: extra, sourceIndex: sourceIndex,
        position: position))
  }

  // MARK: parts

  /// Appends the text of a part, joined as the part is (`FieldTarget.joint`); nil where the record
  /// has none.
  private func append(_ target: FieldTarget, to batch: inout DocumentBatch) -> ByteRange? {
    let start = batch.bytes.count
    var isFirst = true
    for value in picker.picked where selectors.paths[value.path].target == target {
      let end = batch.bytes.count
      if target.leavesOutEmpty ? end > start : !isFirst { batch.bytes += target.joint }
      isFirst = false
      let own = batch.bytes.count
      appendText(value.value, to: &batch.bytes)
      if target.leavesOutEmpty, batch.bytes.count == own { batch.bytes.removeSubrange(end...) }
    }
    if isFirst { return nil }
    let isAbsent = batch.bytes.count == start && target != .text && target != .title
    return isAbsent ? nil : ByteRange(start, batch.bytes.count)
  }

  /// Appends the id as it is written: ids are compared, and 1.50 is not 1.5.
  private func appendID(
    of json: UnsafeBufferPointer<UInt8>, to batch: inout DocumentBatch
  ) -> ByteRange? {
    let hasFraction = picker.picked.contains {
      selectors.paths[$0.path].target == .id && sj_type_of($0.value) == sj_double
    }
    // Few dumps have such ids: a parser of their own is made for each.
    guard hasFraction, let exact = sj_parser_new(IngestLimits().jsonDepth) else {
      return append(.id, to: &batch)
    }
    defer { sj_parser_free(exact) }
    var root = sj_element()
    guard JSONNumbers.quotingFractions(json).parse(with: exact, into: &root) == sj_ok else {
      return append(.id, to: &batch)
    }
    var builder = RecordBuilder(
      parser: exact, selectors: selectors, html: html, takesSource: false, hint: nil)
    builder.picker.pick(root)
    return builder.append(.id, to: &batch)
  }

  /// Appends title and text. A text that is a page is read as one, and gives the title where the
  /// record has none.
  private func appendTexts(
    to batch: inout DocumentBatch
  ) throws(ContentError) -> (title: ByteRange, text: ByteRange) {
    let start = batch.bytes.count
    var title = append(.title, to: &batch)
    var text = append(.text, to: &batch) ?? batch.append([])
    if HTMLText.isHTML(batch.bytes[text.range]) {
      let page: HTMLText.Page
      do throws(ContentError) {
        page = try html.read(Array(batch.bytes[text.range]), charset: "utf-8")
      } catch {
        batch.bytes.removeSubrange(start...)
        throw error
      }
      batch.bytes.removeSubrange(text.range)
      text = batch.append(page.text)
      if title == nil || title?.byteCount == 0 { title = batch.append(page.title) }
    }
    return (title ?? batch.append([]), text)
  }

  private func appendText(_ value: sj_element, to bytes: inout [UInt8]) {
    switch sj_type_of(value) {
    case sj_text: bytes += sj_string_of(value).buffer
    case sj_array:
      var items = sj_begin(value)
      var item = sj_element()
      var isFirst = true
      while sj_next_item(&items, &item) != 0 {
        if !isFirst { bytes.append(0x0A) }
        isFirst = false
        appendText(item, to: &bytes)
      }
    case sj_null, sj_object: break
    default: bytes += sj_minify(parser, value).buffer
    }
  }

  /// The date, and whether what stands in its place is none.
  private mutating func readPosted() -> (instant: Instant?, isUnread: Bool) {
    datePaths.removeAll(keepingCapacity: true)
    if let instant = joinedDate() { return (instant, false) }
    var isUnread = false
    for value in picker.picked where selectors.paths[value.path].target == .posted {
      if let instant = instant(value.value) {
        datePaths.append(value.path)
        return (instant, false)
      }
      isUnread = isUnread || !isNothing(value.value)
    }
    return (nil, isUnread)
  }

  /// The date of several fields, such as a day and a time.
  private mutating func joinedDate() -> Instant? {
    guard selectors.isJoined[FieldTarget.posted.rawValue] else { return nil }
    let values = picker.picked.filter { selectors.paths[$0.path].target == .posted }
    guard values.count > 1 else { return nil }
    var text: [UInt8] = []
    for value in values {
      if !text.isEmpty { text += FieldTarget.posted.joint }
      appendText(value.value, to: &text)
    }
    let instant = DateText.instant(written: text, order: selectors.dateOrder)
    if instant != nil { datePaths += values.map(\.path) }
    return instant
  }

  /// Whether the value is what dumps write in place of no date.
  private func isNothing(_ value: sj_element) -> Bool {
    switch sj_type_of(value) {
    case sj_text: sj_string_of(value).buffer.allSatisfy { $0 <= 0x20 }
    case sj_integer, sj_unsigned, sj_double: sj_double_of(value) == 0
    default: false
    }
  }

  private func instant(_ value: sj_element) -> Instant? {
    switch sj_type_of(value) {
    case sj_text:
      DateText.instant(written: sj_string_of(value).buffer, order: selectors.dateOrder)
    case sj_integer, sj_unsigned, sj_double: DateText.instant(number: sj_double_of(value))
    default: nil
    }
  }

  /// The place where a record says it was read, if it names one.
  private func readSource(_ value: sj_element) -> (source: BatchSource, position: Int)? {
    guard sj_type_of(value) == sj_object else { return nil }
    var members = sj_begin(value)
    var key = sj_string()
    var member = sj_element()
    var source = BatchSource(path: "")
    var position = 0
    while sj_next_member(&members, &key, &member) != 0 {
      switch String(decoding: key.buffer, as: UTF8.self) {
      case "path": source.path = String(decoding: sj_string_of(member).buffer, as: UTF8.self)
      case "member": source.member = String(decoding: sj_string_of(member).buffer, as: UTF8.self)
      case "line": position = Int(sj_integer_of(member))
      case "record":
        position = Int(sj_integer_of(member))
        source.counting = .records
      default: break
      }
    }
    return source.path.isEmpty || position < 1 ? nil : (source, position)
  }

  // MARK: the rest

  /// Appends the members that were not used, as JSON without braces.
  private mutating func appendExtra(
    _ root: sj_element, omitsSource: Bool, to batch: inout DocumentBatch
  ) -> ByteRange? {
    used.removeAll(keepingCapacity: true)
    // A date that could not be read is kept as it was written.
    for value in picker.picked
    where selectors.paths[value.path].target != .posted || datePaths.contains(value.path) {
      used.append(value)
    }
    rest.write(root, except: used, omitsSource: omitsSource)
    return rest.isEmpty ? nil : batch.append(rest.written)
  }
}

extension sj_string {
  /// The same bytes; they belong to the parser.
  var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: count) }

  func equals(_ name: [UInt8]) -> Bool { count == name.count && buffer.elementsEqual(name) }

  /// Whether it is `name` in any case of its ASCII letters.
  func equalsFolded(_ name: [UInt8]) -> Bool {
    guard count == name.count else { return false }
    for index in 0..<count where buffer[index] != name[index] {
      let letter = buffer[index] | 0x20
      guard letter == name[index] | 0x20, (0x61...0x7A).contains(letter) else { return false }
    }
    return true
  }
}

extension BatchSource {
  /// The id of a record that has none: where it stands.
  package func defaultID(position: Int) -> String { "\(member ?? path):\(position)" }
}

extension DocumentBatch {
  /// Appends bytes and says where they are.
  mutating func append(_ piece: some Collection<UInt8>) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: piece)
    return ByteRange(start, bytes.count)
  }

  /// The index of `source`, which is added if it is new.
  mutating func index(of source: BatchSource) -> Int {
    if let index = sources.lastIndex(of: source) { return index }
    sources.append(source)
    return sources.count - 1
  }
}
