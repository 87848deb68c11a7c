internal import Model

/// Puts counts, sightings and distributions together into a panel.
struct PanelAssembler {
  private var panel: Panel
  /// For each place as counted its number in the panel.
  private let numbers: [Int]
  private let firstDay: Int

  init(axis: TimeAxis, places: [Place], numbers: [Int], firstDay: Int) {
    panel = Panel(axis: axis, places: places, metrics: [])
    self.numbers = numbers
    self.firstDay = firstDay
  }

  private func empty(_ metric: Metric, hasExposure: Bool = false) -> MetricSeries {
    MetricSeries(
      metric: metric, placeCount: panel.places.count, binCount: panel.axis.count,
      hasExposure: hasExposure)
  }

  private func position(_ key: UInt32) -> (place: Int, bin: Int) {
    (numbers[Int(key >> 16)], Int(key & 0xFFFF) - firstDay)
  }

  /// Adds the ads, and finds out where they can be relied on.
  mutating func addCounts(_ keys: [UInt32], _ ads: [Int32]) -> CoverageMap {
    var series = empty(.ads)
    for (cell, key) in keys.enumerated() {
      let (place, bin) = position(key)
      series[place, bin] += Double(ads[cell])
    }
    series.coverage = CoverageModel(panel.axis).judge(series, placeCount: panel.places.count)
    panel.metrics.append(series)
    return series.coverage
  }

  /// Adds how many of the ads have something.
  mutating func addRate(_ metric: Metric, _ keys: [UInt32], _ counts: [Int32], _ ads: [Int32]) {
    var series = empty(metric, hasExposure: true)
    for (cell, key) in keys.enumerated() {
      let (place, bin) = position(key)
      if cell < counts.count { series[place, bin] += Double(counts[cell]) }
      series.setExposure(place, bin, series.exposure(place, bin) + Double(ads[cell]))
    }
    panel.metrics.append(series)
  }

  /// Adds distinct texts.
  mutating func addTexts(_ sightings: [Sighting]) {
    var series = empty(.texts)
    // Places that share a number may share a text on a day.
    var previous: (hash: UInt64, place: Int, bin: Int)?
    for sighting in sightings {
      let (place, bin) = (numbers[Int(sighting.place)], Int(sighting.day) - firstDay)
      if let previous, previous == (sighting.hash, place, bin) { continue }
      previous = (sighting.hash, place, bin)
      series[place, bin] += 1
    }
    panel.metrics.append(series)
  }

  /// Adds distinct, new, far, arriving and leaving contacts.
  mutating func addContacts(_ sightings: [Sighting], knowsFar: Bool, hosts: Set<String>) {
    guard !sightings.isEmpty else { return }
    var counter = ContactHistory(
      distinct: empty(.contacts), new: empty(.newContacts), far: empty(.farContacts),
      arriving: empty(.arriving), leaving: empty(.leaving),
      hosts: Set(panel.places.indices.filter { hosts.contains(panel.places[$0].id) }))
    var start = 0
    while start < sightings.count {
      var end = start
      while end < sightings.count, sightings[end].hash == sightings[start].hash { end += 1 }
      counter.add(
        sightings[start..<end].map {
          .init(place: numbers[Int($0.place)], bin: Int($0.day) - firstDay, isFar: $0.isFar)
        })
      start = end
    }
    panel.metrics += [counter.distinct, counter.new]
    if knowsFar { panel.metrics.append(counter.far) }
    panel.metrics += [counter.arriving, counter.leaving]
    panel.moves = counter.moves
  }

  /// Adds stated values, keyed by place, day and value.
  mutating func addDistribution(_ metric: Metric, _ counts: [UInt64: Int32]) {
    guard !counts.isEmpty else { return }
    var cells: [Int: [Int: Int]] = [:]
    for (key, count) in counts {
      let place = numbers[Int(key >> 48)]
      let bin = Int(key >> 32 & 0xFFFF) - firstDay
      cells[place * panel.axis.count + bin, default: [:]][Int(key & 0xFFFF_FFFF), default: 0] +=
        Int(count)
    }
    panel.distributions.append(DistributionSeries(metric: metric, cells: cells))
  }

  /// The whole panel; everything is as well covered as the ads are.
  consuming func finish(coverage: CoverageMap) -> Panel {
    for number in panel.metrics.indices {
      var map = coverage
      // A contact is new, or has come, only as far as the days before tell; and has left, only as
      // far as the days behind.
      let blind: Range<Int>
      switch panel.metrics[number].metric {
      case .newContacts: blind = 0..<min(panel.axis.count, SeriesBuilder.historyDays)
      case .arriving: blind = 0..<min(panel.axis.count, Moves.window)
      case .leaving: blind = max(0, panel.axis.count - Moves.window)..<panel.axis.count
      default: blind = 0..<0
      }
      for place in panel.places.indices {
        for bin in blind { map.set(place, bin, .none, share: 0) }
      }
      panel.metrics[number].coverage = map
    }
    return panel
  }
}

/// Follows contacts from place to place.
struct ContactHistory {
  private(set) var distinct: MetricSeries
  private(set) var new: MetricSeries
  private(set) var far: MetricSeries
  private(set) var arriving: MetricSeries
  private(set) var leaving: MetricSeries
  private(set) var moves = Moves()
  private let hosts: Set<Int>

  struct Stop {
    var place: Int
    var bin: Int
    var isFar: Bool
  }

  init(
    distinct: MetricSeries, new: MetricSeries, far: MetricSeries, arriving: MetricSeries,
    leaving: MetricSeries, hosts: Set<Int>
  ) {
    self.distinct = distinct
    self.new = new
    self.far = far
    self.arriving = arriving
    self.leaving = leaving
    self.hosts = hosts
  }

  /// Counts all sightings of one contact, in order of time.
  mutating func add(_ stops: [Stop]) {
    var lastSeen: [Int: Int] = [:]
    for stop in stops {
      let before = lastSeen[stop.place]
      if before == stop.bin { continue }
      distinct[stop.place, stop.bin] += 1
      if stop.isFar { far[stop.place, stop.bin] += 1 }
      if before == nil { new[stop.place, stop.bin] += 1 }
      if before.map({ stop.bin - $0 > Moves.window }) ?? true,
        let origin = latest(lastSeen, before: stop)
      {
        arriving[stop.place, stop.bin] += 1
        if hosts.contains(origin) || hosts.contains(stop.place) {
          moves.counts[.init(from: origin, to: stop.place, bin: stop.bin), default: 0] += 1
        }
      }
      lastSeen[stop.place] = stop.bin
    }
    // Leaving is arriving with time turned round.
    var nextSeen: [Int: Int] = [:]
    for stop in stops.reversed() {
      let after = nextSeen[stop.place]
      if after == stop.bin { continue }
      let isGone = after.map { $0 - stop.bin > Moves.window } ?? true
      if isGone,
        nextSeen.contains(where: {
          $0.key != stop.place && $0.value > stop.bin && $0.value - stop.bin <= Moves.window
        })
      {
        leaving[stop.place, stop.bin] += 1
      }
      nextSeen[stop.place] = stop.bin
    }
  }

  /// The other place in which the contact was seen last, on an earlier day of the window.
  private func latest(_ lastSeen: [Int: Int], before stop: Stop) -> Int? {
    lastSeen.filter {
      $0.key != stop.place && $0.value < stop.bin && stop.bin - $0.value <= Moves.window
    }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
