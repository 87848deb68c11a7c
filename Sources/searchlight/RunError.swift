import Events
import Files
import Model

/// Why a run could not finish.
enum RunFailure: Error, Equatable {
  /// Neither `--rules` nor `SEARCHLIGHT_RULES` nor rules beside the command.
  case noRulesFound
  /// The input is not empty and nothing of it could be read.
  ///
  /// `first`: why the first record was rejected.
  case nothingReadable(inputs: [String], as: Reading = .ads, rejected: Int, first: String)
  /// `--strict`, and a record was rejected.
  case strict(place: String, reason: String)
  /// An output would overwrite an input or another output.
  case sameFile(path: String)
  /// A redaction key that is missing or too short.
  case badKey(path: String, reason: String)
  /// `--redact` without a place for the key.
  case noKeyPlace
  /// Not a queue.
  case notAQueue(path: String, line: Int, reason: String)
  /// No finding has both a date and a place within the periods asked about.
  case nothingToCount(read: Int)
  /// Neither findings nor a table of counts.
  case noFindings(inputs: [String])
  /// So many ads, and none has a date.
  case noDatedAd(undated: Int)
  /// Nothing between the moments asked for; the ads are from this period.
  case nothingToReplay(ClosedRange<Instant>)
  /// A replay of so many steps that nobody can have meant it.
  case tooManySteps(Int)
  /// A file of labels that cannot be used.
  case badLabels(place: String, reason: String)
  /// A baseline that a profile cannot be compared with.
  case badBaseline(path: String, reason: String)
  /// No rule of that name.
  case noSuchRule(String)
  /// Something other than a fingerprint in a file of suppressed items.
  case badSuppression(path: String, line: Int)
  /// What an interrupted run has left is being used.
  case stateInUse(path: String)
  /// What an interrupted run has left cannot be read.
  case badState(path: String)
  /// No cluster or template of that id.
  case noSuchCluster(String, path: String)
}

extension RunFailure {
  /// What inputs were read as.
  enum Reading: Equatable {
    /// Ads of any format, with rejects kept.
    case ads
    /// What 'scan' and 'worker' write, with rejects kept.
    case findings
    /// Ads to measure rules on.
    case corpus

    /// What to do where nothing could be read.
    fileprivate func advice(hasRejects: Bool) -> String {
      switch (self, hasRejects) {
      case (.ads, true): "the rejects say why, --format and --map say how to read it"
      case (.ads, false): "--format says how to read it"
      case (.findings, true): "the rejects say why; findings come from 'scan' or 'worker'"
      case (.findings, false): "findings come from 'scan --findings' or 'worker'"
      case (.corpus, true): "--map says how to read it"
      case (.corpus, false): "'scan' says what it takes a file for"
      }
    }
  }
}

/// Errors that end a run with exit code 2.
protocol RunError: Error {}

extension EventsError: RunError {}
extension FileFault: RunError {}
extension RunFailure: RunError {}
extension OutputError: RunError {}

extension RunFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .noRulesFound:
      "rules: error: none found; name them with --rules or SEARCHLIGHT_RULES"
    case .nothingReadable(let inputs, let reading, rejected: 0, _):
      "\(Self.place(inputs)): error: no records in it; \(reading.advice(hasRejects: false))"
    case .nothingReadable(let inputs, _, rejected: 1, let first):
      "\(Self.place(inputs)): error: \(first)"
    case .nothingReadable(let inputs, let reading, let rejected, let first):
      """
      \(Self.place(inputs)): error: none of its \(rejected) records could be read, the first: \
      \(first); \(reading.advice(hasRejects: true))
      """
    case .strict(let place, let reason):
      "\(place): error: \(reason) (--strict stops at the first record that cannot be scanned)"
    case .sameFile(let path):
      "\(path): error: named twice among inputs and outputs; give every output a name of its own"
    case .badKey(let path, let reason):
      "\(path): error: \(reason); a key is a file of at least 16 secret bytes"
    case .noKeyPlace:
      "--redact: error: no place for the key; give -o or --redact-key FILE"
    case .notAQueue(let path, let line, let reason):
      "\(path):\(line): error: \(reason); queues come from scan or rank"
    case .nothingToCount(let read):
      """
      input: error: none of its \(read) findings has a place and a date in the periods of the \
      events; nothing can be said
      """
    case .noFindings(let inputs):
      """
      \(Self.place(inputs)): error: no line of findings in it; they come from 'scan --findings' or \
      'worker', and a table of counts begins with the header place,date,count
      """
    case .noDatedAd(let undated):
      """
      input: error: no ad with a date that can be read, \(undated) without; --map posted=FIELD and \
      --date-order say how to read dates
      """
    case .nothingToReplay(let period):
      """
      input: error: no step between --from and --to; the first ad is of \
      \(Self.day(period.lowerBound)), the last of \(Self.day(period.upperBound))
      """
    case .tooManySteps(let count):
      """
      --step: error: \(count) steps from the first day to the last; \(ReplayClock.mostSteps) are the \
      most, so choose a longer step, or --from and --to
      """
    case .badLabels(let place, let reason):
      "\(place): error: \(reason)"
    case .badSuppression(let path, let line):
      "\(path):\(line): error: no fingerprint; give 16 hexadecimal digits a line, as in a queue"
    case .noSuchCluster(let id, let path):
      "\(path): error: no cluster or template '\(id)'; 'links' of its items name them"
    case .stateInUse(let path):
      "\(path): error: another run is using it; wait for its end, or name another -o"
    case .badState(let path):
      "\(path): error: not what an interrupted run has left; remove it, or leave out --resume"
    case .badBaseline(let path, let reason):
      "\(path): error: \(reason); make one with 'searchlight rules profile --format json'"
    case .noSuchRule(let name):
      "rules: error: no rule '\(name)'; 'searchlight rules list' shows all"
    }
  }

  private static func day(_ moment: Instant) -> Substring { "\(moment)".prefix(10) }

  /// The input's name, where there is one.
  private static func place(_ inputs: [String]) -> String {
    inputs.count == 1 ? inputs[0] : "input"
  }
}
