/// What a page says of the ad it holds.
struct AdFields: Equatable {
  var id: String?
  var title: String?
  var text: String?
  /// As written.
  var posted: String?
  var place: String?
  var price: String?

  var isEmpty: Bool { self == AdFields() }

  /// Fills what is missing from `other`.
  mutating func fill(from other: AdFields) {
    id = id ?? other.id
    title = title ?? other.title
    text = text ?? other.text
    posted = posted ?? other.posted
    place = place ?? other.place
    price = price ?? other.price
  }
}

extension String {
  /// One space for each run of white space, none at the ends; nil where nothing is left.
  var tidied: String? {
    let words = split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
