package import Model

/// How ads are linked, and what links add to a score. Source of the numbers: `links` in
/// `scoring.yml`.
package struct LinkTable: Sendable, Equatable {
  /// When a contact is so common that it says nothing about who posts: it is then reported and not
  /// followed. Counted are groups of texts that share neither wording nor another contact.
  package struct Hubs: Sendable, Equatable {
    /// Above so many groups in any case.
    package var unrelated = 200
    /// Above so many groups that each have contacts of their own.
    package var anchored = 24
    /// From so many groups on, if the contact stands in more than `share` of all texts.
    package var shareFrom = 40
    /// See `shareFrom`; from 0 to 1, of the number of texts rounded down to a power of two, so that
    /// one more ad hardly ever changes what a hub is.
    package var share = 0.1

    /// Above so many groups that each have contacts of their own, if the contact stands in more than
    /// half of all texts, counted as for `share`: a site's own address on each of its pages.
    package var halfFrom = 6

    /// What holds where `scoring.yml` says nothing.
    package init() {}
  }

  /// When a cluster is split at texts that alone hold two parts of it together.
  package struct Giants: Sendable, Equatable {
    /// Clusters with fewer texts are never split. From 1 to 65,535.
    package var texts = 500
    /// Each part has at least so many texts.
    package var side = 25

    /// What holds where `scoring.yml` says nothing.
    package init() {}
  }

  /// How an ad of one category is told.
  package struct Category: Sendable, Equatable {
    /// Words in the record's own category, in lower case.
    package var words: [String]
    /// Families of indicators, as indices into `ScoringTable.families`, for records without one.
    package var families: [Int]

    /// Takes the parts as they are.
    package init(words: [String] = [], families: [Int] = []) {
      self.words = words
      self.families = families
    }
  }

  /// What is measured.
  package enum Measure: String, Sendable, Equatable, CaseIterable {
    /// Places in which one contact was posted within `withinDays` days.
    case contactPlaces = "contact-places"
    /// Names that the ads of one contact offer.
    case contactNames = "contact-names"
    /// Kinds of ads, labour and sex, in which one contact stands.
    case contactCategories = "contact-categories"
    /// Clusters that use one template.
    case templateClusters = "template-clusters"
    /// Places in which one template was posted.
    case templatePlaces = "template-places"
    /// Ads of one text, copies counted, whose telephone numbers were all issued in another state
    /// than the ad's place.
    case numberElsewhere = "number-elsewhere"
  }

  /// Something about links that adds to a score.
  package struct Signal: Sendable, Equatable {
    /// Such as `movement.linked`. Of several with one id, the one with most points counts.
    package var id: String
    /// What is measured.
    package var measure: Measure
    /// From which number on it holds.
    package var atLeast: Int
    /// For `contactPlaces`: within so many days.
    package var withinDays: Int
    /// What it adds; never negative.
    package var points: Points
    /// What the evidence behind it amounts to.
    package var grade: Grade
    /// The evidence in a sentence, with its innocent explanation.
    package var note: String

    /// Takes the parts as they are.
    package init(
      id: String, measure: Measure, atLeast: Int, withinDays: Int = 0, points: Points,
      grade: Grade, note: String = ""
    ) {
      self.id = id
      self.measure = measure
      self.atLeast = atLeast
      self.withinDays = withinDays
      self.points = points
      self.grade = grade
      self.note = note
    }
  }

  /// When a contact is not followed.
  package var hubs = Hubs()
  /// When a cluster is split.
  package var giants = Giants()
  /// The least share of shingles that two texts of one template have in common, from 0 to 1.
  package var similarity = 0.7
  /// How an ad for work is told.
  package var labour = Category()
  /// How a commercial-sex ad is told.
  package var sex = Category()
  /// In the order of the file.
  package var signals: [Signal] = []
  /// The most points that all links of an item add.
  package var cap = Points(6)

  /// Ads are linked, links add no points.
  package init() {}
}
