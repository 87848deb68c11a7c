/// Finds the contacts of single texts that alone hold two large parts of a cluster together.
///
/// Texts and contacts are the nodes of a graph, the contacts of a text its edges. Source: R. Tarjan,
/// "A note on finding the bridges of a graph" (1974); iterative, because clusters may be deep.
struct Bridges {
  private var hashes: [UInt64] = []
  private var textsOfContact: [[UInt32]] = []
  private var numberOfText: [UInt32: Int] = [:]
  private var texts: [UInt32] = []

  /// Adds a contact and all texts it stands in.
  mutating func add(_ hash: UInt64, texts members: [UInt32]) {
    hashes.append(hash)
    textsOfContact.append(members)
    for text in members where numberOfText[text] == nil {
      numberOfText[text] = texts.count
      texts.append(text)
    }
  }

  /// Hands on every contact with its texts.
  func forEachContact(_ body: (UInt64, [UInt32]) -> Void) {
    for (hash, texts) in zip(hashes, textsOfContact) { body(hash, texts) }
  }

  /// The contacts of texts to cut, so that parts of at least `side` texts come apart. A text that
  /// holds several parts together stays with the contact that has most texts, of equals with the
  /// one of smaller hash.
  func cuts(side: Int) -> Set<ContactGraph.Cut> {
    var bridgesOfText: [Int: [Int]] = [:]
    for bridge in bridges(side: side) {
      bridgesOfText[bridge.text, default: []].append(bridge.contact)
    }
    var cuts = Set<ContactGraph.Cut>()
    for (text, contacts) in bridgesOfText {
      var ordered = contacts.sorted {
        let (left, right) = (textsOfContact[$0].count, textsOfContact[$1].count)
        return left != right ? left > right : hashes[$0] < hashes[$1]
      }
      // With a single bridge the text is held on its other side by more than one contact.
      if ordered.count > 1 { ordered.removeFirst() }
      for contact in ordered {
        cuts.insert(ContactGraph.Cut(text: texts[text], contact: hashes[contact]))
      }
    }
    return cuts
  }

  /// Nodes: texts first, then contacts.
  private func bridges(side: Int) -> [(text: Int, contact: Int)] {
    let contactsOfText = contactsByText()
    let nodeCount = texts.count + hashes.count
    func neighbours(_ node: Int) -> Int {
      node < texts.count
        ? contactsOfText[node].count : textsOfContact[node - texts.count].count
    }
    func neighbour(_ node: Int, _ place: Int) -> Int {
      if node < texts.count { return texts.count + contactsOfText[node][place] }
      return numberOfText[textsOfContact[node - texts.count][place]] ?? 0
    }
    var order = [Int](repeating: 0, count: nodeCount)
    var low = [Int](repeating: 0, count: nodeCount)
    var textCounts = [Int](repeating: 0, count: nodeCount)
    var found: [(text: Int, contact: Int)] = []
    var clock = 0
    for start in 0..<nodeCount where order[start] == 0 {
      var candidates: [(child: Int, parent: Int)] = []
      var path: [(node: Int, parent: Int, next: Int)] = [(start, -1, 0)]
      while let top = path.last {
        let node = top.node
        if top.next == 0 {
          clock += 1
          order[node] = clock
          low[node] = clock
          textCounts[node] = node < texts.count ? 1 : 0
        }
        if top.next < neighbours(node) {
          path[path.count - 1].next += 1
          let other = neighbour(node, top.next)
          if other == top.parent { continue }
          if order[other] == 0 {
            path.append((other, node, 0))
          } else {
            low[node] = min(low[node], order[other])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.node {
          low[parent] = min(low[parent], low[node])
          textCounts[parent] += textCounts[node]
          if low[node] > order[parent] { candidates.append((node, parent)) }
        }
      }
      let total = textCounts[start]
      for (child, parent) in candidates
      where textCounts[child] >= side && total - textCounts[child] >= side {
        let (text, contact) = child < texts.count ? (child, parent) : (parent, child)
        found.append((text, contact - texts.count))
      }
    }
    return found
  }

  private func contactsByText() -> [[Int]] {
    var result = [[Int]](repeating: [], count: texts.count)
    for (contact, members) in textsOfContact.enumerated() {
      for text in members { result[numberOfText[text] ?? 0].append(contact) }
    }
    return result
  }
}
