internal import Model
internal import Synchronization

/// What tells whether a rule matches from a start that one of its windows names, with its tables
/// where loops can reach them by pointer.
///
/// Immutable, shared between workers.
// @unchecked Sendable: the memory is written in init alone.
final class Confirmation: @unchecked Sendable {
  /// That of rules which are not matched from starts.
  static let nothing = Confirmation(
    startCheck: StartCheck(PathList()), program: nil, anchored: nil)

  /// Where matches can start.
  let startCheck: StartCheck
  /// Nil where the automaton would be too large.
  let program: MatchProgram?
  /// Finds matches at a given start only; there with the methods that need it.
  let anchored: CompiledPattern?
  private let startBits: UnsafeMutablePointer<UInt32>
  private let tables: ClassTables

  private init(startCheck: StartCheck, program: MatchProgram?, anchored: CompiledPattern?) {
    self.startCheck = startCheck
    self.program = program
    self.anchored = anchored
    let bits = startCheck.bits
    startBits = .allocate(capacity: bits.count)
    _ = UnsafeMutableBufferPointer(start: startBits, count: bits.count).initialize(from: bits)
    tables = ClassTables(program?.classes)
  }

  deinit { startBits.deallocate() }

  /// - Parameters:
  ///   - pattern: the text of which `node` was read.
  ///   - method: one that tries matches from starts.
  convenience init(
    of node: PatternNode, _ pattern: String, _ method: RulePlan.Method, registry: KindRegistry
  ) {
    self.init(
      startCheck: StartCheck(
        StartExpander.starts(of: node, reach: StartCheck.reach - 1, registry: registry)),
      program: method == .patternAtStarts ? nil : MatchProgram(node, registry: registry),
      anchored: method == .automaton ? nil : Self.anchored(pattern))
  }

  private static func anchored(_ pattern: String) -> CompiledPattern {
    do throws(PatternError) {
      return try CompiledPattern(pattern, anchored: true)
    } catch {
      preconditionFailure("a pattern that PCRE2 took before does not compile")
    }
  }

  /// The view of the program before any state has been made.
  ///
  /// - Parameters:
  ///   - plan: of the rule.
  ///   - noStates: 256 unknown states, which stay in place as long as the view.
  func view(_ plan: RulePlan, noStates: UnsafePointer<UInt16>) -> AutomatonView {
    AutomatonView(
      cells: noStates, starts: noStates, classes: UnsafePointer(tables.table),
      exceptions: UnsafePointer(tables.exceptions), startMask: startCheck.mask,
      startBits: UnsafePointer(startBits), exceptionCount: UInt32(tables.exceptionCount),
      startShift: UInt8(startCheck.shift), unitShift: 0, edge: tables.edge, method: plan.method,
      fields: plan.fields.rawValue, isReady: self !== Self.nothing)
  }

  /// The classes of a program in memory that stays in place.
  private final class ClassTables {
    /// See `SymbolClasses.table`.
    let table: UnsafeMutablePointer<UInt8>
    let exceptions: UnsafeMutablePointer<SymbolClasses.Exception>
    let exceptionCount: Int
    let edge: UInt8

    /// - Parameter classes: nil without a program.
    init(_ classes: SymbolClasses?) {
      table = .allocate(capacity: 256)
      table.initialize(repeating: 0, count: 256)
      if let classes { table.update(from: classes.table, count: 256) }
      let list = classes?.exceptions ?? []
      exceptions = .allocate(capacity: list.count + 1)
      exceptionCount = list.count
      _ = UnsafeMutableBufferPointer(start: exceptions, count: list.count).initialize(from: list)
      edge = classes?.edge ?? 0
    }

    deinit {
      table.deallocate()
      exceptions.deallocate()
    }
  }
}

/// A rule's confirmation, made when a text first needs it: a short run meets windows of few rules.
///
/// Shared between workers. Each asks once a rule, as those who come while it is made have to wait.
final class LazyConfirmation: Sendable {
  private let made = Mutex<Confirmation?>(nil)
  private let make: @Sendable () -> Confirmation

  /// - Parameter make: called once at most.
  init(_ make: @escaping @Sendable () -> Confirmation) { self.make = make }

  /// Makes it unless it is there.
  var value: Confirmation {
    made.withLock { made in
      if let made { return made }
      let new = make()
      made = new
      return new
    }
  }
}
