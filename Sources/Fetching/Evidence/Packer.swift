internal import Foundation
internal import Model

/// Makes a WACZ file of a crawl's folder. Source: Web Archive Collection Zipped, 1.1.1.
package enum Packer {
  private struct Entry {
    var name: String
    var size: Int
    var digest: [UInt8]
  }

  /// Writes `path` from the crawl in `folder`.
  ///
  /// - Parameters:
  ///   - tool: name and version, for the package's description.
  ///   - title: what the collection is called.
  package static func pack(
    folder: String, to path: String, tool: String, title: String
  ) throws(FetchError) {
    let index = try CrawlIndex(folder: folder)
    let temporary = path + ".partial"
    do throws(FetchError) {
      try write(index, folder: folder, to: temporary, tool: tool, title: title)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      throw .failed(path: path, operation: "renaming", code: errno)
    }
  }

  private static func write(
    _ index: CrawlIndex, folder: String, to path: String, tool: String, title: String
  ) throws(FetchError) {
    let zip = try ZipWriter(path, date: Int(index.last.milliseconds / 1000))
    var entries: [Entry] = []
    for name in index.files {
      entries.append(try copy(folder + "/" + name, as: "archive/" + name, to: zip))
    }
    entries.append(try add(index.cdxj, as: "indexes/index.cdx", to: zip))
    entries.append(try add(index.pages, as: "pages/pages.jsonl", to: zip))
    entries.append(
      try copy(folder + "/" + Manifest.name, as: "logs/manifest.jsonl", to: zip))
    let description = description(entries, index, tool: tool, title: title)
    let package = try add(description, as: "datapackage.json", to: zip)
    let digest = "{\"path\":\"datapackage.json\",\"hash\":\"\(SHA256.label(package.digest))\"}\n"
    _ = try add(Array(digest.utf8), as: "datapackage-digest.json", to: zip)
    try zip.finish()
  }

  private static func add(
    _ bytes: [UInt8], as name: String, to zip: ZipWriter
  ) throws(FetchError) -> Entry {
    try zip.start(name, size: bytes.count)
    try zip.write(bytes)
    return Entry(name: name, size: bytes.count, digest: SHA256.digest(bytes))
  }

  private static func copy(
    _ path: String, as name: String, to zip: ZipWriter
  ) throws(FetchError) -> Entry {
    let file = try RandomFile(path)
    try zip.start(name, size: file.size)
    let digest = SHA256()
    var offset = 0
    while offset < file.size {
      let block = try file.read(at: offset, count: 1 << 20)
      digest.update(block)
      try zip.write(block)
      offset += block.count
    }
    return Entry(name: name, size: file.size, digest: digest.finish())
  }

  private static func description(
    _ entries: [Entry], _ index: CrawlIndex, tool: String, title: String
  ) -> [UInt8] {
    var json = JSONBuffer()
    json.raw("{\"profile\":\"data-package\",\"wacz_version\":\"1.1.1\",\"title\":")
    json.string(title)
    json.raw(",\"created\":")
    json.string(index.first.description)
    json.raw(",\"modified\":")
    json.string(index.last.description)
    json.raw(",\"software\":")
    json.string(tool)
    json.raw(",\"resources\":[")
    for (number, entry) in entries.enumerated() {
      if number > 0 { json.raw(",") }
      json.raw("{\"name\":")
      json.string(entry.name.split(separator: "/").last.map(String.init) ?? entry.name)
      json.raw(",\"path\":")
      json.string(entry.name)
      json.raw(",\"hash\":")
      json.string(SHA256.label(entry.digest))
      json.raw(",\"bytes\":")
      json.integer(entry.size)
      json.raw("}")
    }
    json.raw("]}\n")
    return json.bytes
  }
}
