import Ingest
import Model
import RulePacks
import Scanning

/// What a run that makes a queue is to do.
struct RunPlan: Sendable {
  /// `scan` or `rank`.
  var command: String
  var inputs: [String]
  var ingest: IngestOptions
  var library: RuleLibrary
  /// Masks contacts, if asked for.
  var redactor: Redactor?
  /// Where the key of the masking was read from.
  var redactionKey: String?
  var queue: QueueOptions
  /// If set, the queue takes only ads that were posted before it.
  var asOf: Instant?
  /// Where findings are written, if they are asked for.
  var findings: String?
  var workers: Int
  /// Whether the first reject ends the run.
  var strict: Bool
  var messages: MessageOptions
  /// Whether to go on from what an interrupted run has done.
  var resumes = false
  /// Seconds between two saves of what is done.
  var saveInterval = 10.0
  /// The options as the manifest keeps them.
  var recorded: [(String, ManifestValue)]
}
