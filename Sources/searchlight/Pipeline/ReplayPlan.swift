import Events
import Ingest
import Model
import RulePacks

/// What a replay is to do.
struct ReplayPlan: Sendable {
  /// Ads, or findings.
  var inputs: [String]
  var ingest: IngestOptions
  var library: RuleLibrary
  var definitions: EventDefinitions
  /// The folder that steps are written to.
  var output: String
  /// First day or moment; nil for that of the data.
  var from: Instant?
  /// The moment behind the last; nil for the end of the data.
  var to: Instant?
  /// Milliseconds a step.
  var step: Int64
  /// The most items of each step's queue.
  var top: Int
  /// Whether steps that are there already are kept.
  var resumes: Bool
  /// Steps a second at most; nil for as fast as it goes.
  var speed: Double?
  var workers: Int
  var messages: MessageOptions
}
