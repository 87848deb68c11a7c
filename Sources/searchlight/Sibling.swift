import ArgumentParser
import Foundation

/// Commands of their own that are run as if they were subcommands, as git and cargo do.
enum Sibling {
  /// Replaces this process by `searchlight-NAME` if the first argument is a NAME that is no
  /// subcommand and there is such a program beside this one or on the PATH.
  static func runIfNamed(_ arguments: [String]) {
    guard arguments.count > 1, isName(arguments[1]),
      !Searchlight.configuration.subcommands.contains(where: {
        $0._commandName == arguments[1]
      }), let program = find("searchlight-" + arguments[1])
    else { return }
    var pointers = ([program] + arguments.dropFirst(2)).map { strdup($0) } + [nil]
    execv(program, &pointers)
    let reason = systemMessage(errno)
    Messages.note("\(program): error: cannot be run (\(reason))")
    exit(2)
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && text != "help" && text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
  }

  private static func find(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders = [Installation.folder] + path.split(separator: ":").map(String.init)
    return folders.map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
  }
}

/// Where this command is installed.
enum Installation {
  /// The folder of the running program.
  static let folder: String = {
    let path = readLink("/proc/self/exe") ?? CommandLine.arguments[0]
    return PathParts(path).folder
  }()

  /// The rules that came with the command: beside it, in `share`, or in the source tree it was
  /// built in.
  static func rules() -> String? {
    var candidates = [folder + "/Rules", folder + "/../share/searchlight/Rules"]
    var parent = folder
    while parent.count > 1 {
      parent = PathParts(parent).folder
      candidates.append(parent + "/Rules")
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0 + "/packs") }
  }

  private static func readLink(_ path: String) -> String? {
    do { return try FileManager.default.destinationOfSymbolicLink(atPath: path) } catch {
      // Systems without /proc: the name the command was called by has to do.
      return nil
    }
  }
}
