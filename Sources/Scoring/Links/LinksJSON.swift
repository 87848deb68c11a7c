internal import Model

/// Writes `links` of a queue item: its cluster, its contacts, its template.
struct LinksJSON {
  /// For which spans of days the most places are stated.
  static let spans = [1, 7, 30]
  /// So many places are named; all are counted.
  private static let namedPlaces = 100
  /// So many ages are listed.
  private static let listedAges = 50

  /// How places are shown, by number from 1 on.
  let places: [String]
  let hubs: [UInt64: Hub]

  /// Appends the object.
  ///
  /// - Parameters:
  ///   - text: index of the item's text.
  ///   - contacts: those of the item, as its notes name them.
  ///   - behind: ads of the cluster that have no item of their own.
  func write(
    _ cluster: Cluster, text: Int, contacts: [AdNotes.Contact], template: TemplateSpread?,
    behind: Int, to json: inout JSONBuffer
  ) {
    json.raw("{\"cluster\":\"")
    json.hex(cluster.id)
    json.raw("\",\"ads\":")
    json.integer(cluster.activity.ads)
    json.raw(",\"behind\":")
    json.integer(behind)
    json.raw(",\"copies\":")
    json.integer(cluster.ads(of: cluster.texts[text]).count)
    json.raw(",\"texts\":")
    json.integer(cluster.texts.count)
    json.raw(",\"contacts\":")
    json.integer(cluster.contacts.count { $0.isFollowed })
    write(cluster.activity, to: &json)
    write(cluster.stated, to: &json)
    write(cluster.categories, to: &json)
    json.raw(",\"template\":")
    if let template {
      json.raw("\"")
      json.hex(template.id)
      json.raw("\"")
    } else {
      json.raw("null")
    }
    json.raw(",\"templateSpread\":")
    write(template, to: &json)
    json.raw(",\"shared\":[")
    for (number, contact) in contacts.enumerated() {
      if number > 0 { json.raw(",") }
      write(contact, of: cluster.texts[text], in: cluster, to: &json)
    }
    json.raw("]}")
  }

  private func write(_ activity: Activity, to json: inout JSONBuffer) {
    json.raw(",\"placeCount\":")
    json.integer(activity.places.count)
    json.raw(",\"places\":[")
    let names = activity.places.map { places[Int($0) - 1] }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    for (number, name) in names.prefix(Self.namedPlaces).enumerated() {
      if number > 0 { json.raw(",") }
      json.string(name)
    }
    json.raw("],\"placesWithin\":{")
    for (number, days) in Self.spans.enumerated() {
      json.raw(number > 0 ? ",\"" : "\"")
      json.integer(days)
      json.raw("\":")
      json.integer(activity.mostPlaces(within: days).places)
    }
    json.raw("},\"daysActive\":")
    json.integer(activity.daysActive)
    json.raw(",\"firstSeen\":")
    json.instantOrNull(activity.firstSeen.map { Instant(milliseconds: $0) })
    json.raw(",\"lastSeen\":")
    json.instantOrNull(activity.lastSeen.map { Instant(milliseconds: $0) })
    json.raw(",\"undated\":")
    json.integer(activity.undated)
    json.raw(",\"unplaced\":")
    json.integer(activity.unplaced)
  }

  private func write(_ stated: StatedFacts, to json: inout JSONBuffer) {
    json.raw(",\"ages\":[")
    for (number, age) in stated.ages.prefix(Self.listedAges).enumerated() {
      if number > 0 { json.raw(",") }
      json.integer(age)
    }
    json.raw("],\"names\":")
    json.integer(stated.names)
    json.raw(",\"prices\":[")
    for (number, price) in stated.prices.enumerated() {
      json.raw(number > 0 ? ",{\"currency\":" : "{\"currency\":")
      json.stringOrNull(price.currency)
      json.raw(",\"least\":")
      json.points(Points(thousandths: price.least * 10))
      json.raw(",\"most\":")
      json.points(Points(thousandths: price.most * 10))
      json.raw("}")
    }
    json.raw("]")
  }

  private func write(_ categories: AdRecord.Flags, to json: inout JSONBuffer) {
    json.raw(",\"categories\":[")
    if categories.contains(.labour) { json.raw("\"labour\"") }
    if categories.contains([.labour, .sex]) { json.raw(",") }
    if categories.contains(.sex) { json.raw("\"sex\"") }
    json.raw("]")
  }

  private func write(_ template: TemplateSpread?, to json: inout JSONBuffer) {
    guard let template else { return json.raw("null") }
    json.raw("{\"texts\":")
    json.integer(Int(template.texts))
    json.raw(",\"ads\":")
    json.integer(Int(template.ads))
    json.raw(",\"clusters\":")
    json.integer(Int(template.clusters))
    json.raw(",\"places\":")
    json.integer(Int(template.places))
    json.raw("}")
  }

  private func write(
    _ contact: AdNotes.Contact, of text: Cluster.Text, in cluster: Cluster,
    to json: inout JSONBuffer
  ) {
    json.raw("{\"kind\":\"")
    json.raw(utf8: contact.kind.name)
    if let platform = contact.platform {
      json.raw("\",\"platform\":")
      json.string(platform)
      json.raw(",\"value\":")
    } else {
      json.raw("\",\"value\":")
    }
    json.string(contact.value)
    json.raw(",\"token\":\"")
    json.hex(contact.hash)
    if let hub = hubs[contact.hash] {
      json.raw("\",\"followed\":false,\"texts\":")
      json.integer(hub.texts)
      json.raw(",\"groups\":")
      json.integer(hub.groups)
    } else if let summary = cluster.contact(contact.hash, of: text) {
      json.raw("\",\"followed\":")
      json.raw(summary.isFollowed ? "true" : "false")
      json.raw(",\"ads\":")
      json.integer(summary.activity.ads)
      json.raw(",\"texts\":")
      json.integer(summary.texts)
      write(summary.activity, to: &json)
      write(summary.stated, to: &json)
      write(summary.categories, to: &json)
    } else {
      json.raw("\"")
    }
    json.raw("}")
  }
}
