import Foundation
import Files
import Testing

@Suite struct FileIdentityTests {
  @Test func `a file is the same under each of its names, before it is there too`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let files = FileManager.default
    try files.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.path
    #expect(
      FileIdentity("\(path)/new") == FileIdentity("\(path)/../\(folder.lastPathComponent)/new"))
    #expect(FileIdentity("\(path)/new") != FileIdentity("\(path)/other"))
    try Data("a".utf8).write(to: folder.appendingPathComponent("file"))
    try files.createSymbolicLink(atPath: path + "/link", withDestinationPath: "file")
    try files.linkItem(atPath: path + "/file", toPath: path + "/hard")
    for name in ["link", "hard", "./file"] {
      #expect(FileIdentity("\(path)/\(name)") == FileIdentity("\(path)/file"))
    }
    #expect(FileIdentity("\(path)/none/file") == nil)
    try files.removeItem(at: folder)
  }

  @Test(arguments: ["-", "/dev/null", "/dev/full", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
  func `devices, and what the process has open, are streams`(path: String) {
    #expect(FileIdentity.isStream(path))
    #expect(FileIdentity(path) == nil)
  }

  @Test(arguments: ["/", "/etc/hostname", "no-such-file", "", "/dev/shm"])
  func `files and folders are none`(path: String) {
    #expect(!FileIdentity.isStream(path))
  }
}
