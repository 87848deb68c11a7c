package import Model

/// What a file of events defines: areas, and what happened there when.
package struct EventDefinitions: Sendable, Equatable {
  /// In file order.
  package internal(set) var places: [PlaceDefinition] = []
  /// In file order, file after file.
  package internal(set) var events: [EventDefinition] = []

  /// Nothing.
  package init() {}

  /// The place of that id.
  func place(_ id: String) -> PlaceDefinition? { places.first { $0.id == id } }

  /// The event of that id.
  func event(_ id: String) -> EventDefinition? { events.first { $0.id == id } }
}

/// An area, under all the names that the data may have for it.
package struct PlaceDefinition: Sendable, Equatable {
  /// Short and stable.
  package var id: String
  /// For people.
  package var name: String
  /// Other names in the data; case, punctuation and white space do not matter.
  package var spellings: [String]
  /// Telephone area codes that are at home here, three digits each; empty where not known.
  package var areaCodes: [String]
  /// IANA name of the zone whose days are counted.
  package var timeZone: String
}

/// Something that happened in one or more places for some days.
package struct EventDefinition: Sendable, Equatable {
  /// Short and stable.
  package var id: String
  /// For people.
  package var name: String
  /// Ids of the host places; at least one.
  package var places: [String]
  /// The first moment or day.
  package var start: Moment
  /// The last moment or day.
  package var end: Moment
  /// A single day to ask about besides the whole period.
  package var peak: CalendarDay?
  /// Days around the event that belong neither to it nor to the baseline.
  package var guardDays: Around
  /// Days of baseline before and after; in a file a single number means before.
  package var baselineDays: Around
  /// Ids of events whose days are left out of the baseline.
  package var leaveOut: [String]
  /// Which places the hosts are held against.
  package var controls: Controls
  /// How the difference-in-differences takes several controls together.
  package var combine: Combine
  /// Whether it is asked about; false for what is only there to be left out of baselines.
  package var isAsked: Bool
  /// Where it stands, or what a reader must know.
  package var note: String?

  /// A day, or a moment of a day.
  package enum Moment: Sendable, Equatable {
    /// A whole day, by each place's own calendar.
    case day(CalendarDay)
    /// A moment, which may fall on different days in different places.
    case instant(Instant)
  }

  /// Numbers of days before and after.
  package struct Around: Sendable, Equatable {
    /// Days before.
    package var before: Int
    /// Days after.
    package var after: Int
  }

  /// Which places serve as controls.
  package enum Controls: Sendable, Equatable {
    /// Every other place of the data that hosts no event at the time.
    case all
    /// These.
    case places([String])
  }

  /// How several controls are taken together.
  package enum Combine: String, Sendable, Equatable {
    /// As one place with the sum of their ads.
    case sum
    /// As one place with their average.
    case average
  }
}
