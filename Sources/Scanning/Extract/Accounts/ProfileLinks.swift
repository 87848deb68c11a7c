internal import Model

/// Reads account names out of links to profiles.
enum ProfileLinks {
  /// Appends the accounts and payment names that the links claimed in `field` lead to.
  static func read(_ field: FieldTokens, into found: inout Extraction) {
    // Counted first: what is added here is no link.
    let links = found.claims.inOrder.filter { $0.reading == .link }
    for link in links {
      guard let profile = profile(field.string(link.span.range)) else { continue }
      found.identifiers.append(
        Identifier(
          field: field.field, span: field.original(link.span.range), value: profile))
    }
  }

  /// The account that a link leads to; nil for other links.
  static func profile(_ link: String) -> Identifier.Value? {
    var rest = Substring(link)
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    let parts = rest.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard let first = parts.first, parts.count >= 2 else { return nil }
    var host = first.lowercased()
    for prefix in ["www.", "m.", "mobile.", "web."] where host.hasPrefix(prefix) {
      host.removeFirst(prefix.count)
    }
    func handle(_ platform: Platform, _ part: Int = 1) -> Identifier.Value? {
      guard parts.count > part, let name = name(parts[part]) else { return nil }
      return .handle(platform: platform.rawValue, name)
    }
    func payment(_ platform: String, _ part: Int = 1) -> Identifier.Value? {
      guard parts.count > part, let name = name(parts[part]) else { return nil }
      return .payment(platform: platform, name)
    }
    switch host {
    case "instagram.com", "instagr.am": return handle(.instagram)
    case "snapchat.com": return parts[1] == "add" || parts[1] == "u" ? handle(.snapchat, 2) : nil
    case "twitter.com", "x.com": return handle(.twitter)
    case "t.me", "telegram.me": return parts[1] == "s" ? handle(.telegram, 2) : handle(.telegram)
    case "kik.me", "kik.com": return parts[1] == "u" ? handle(.kik, 2) : handle(.kik)
    case "onlyfans.com": return handle(.onlyfans)
    case "facebook.com", "fb.com", "fb.me", "m.me", "es-la.facebook.com": return handle(.facebook)
    case "tiktok.com": return parts[1].hasPrefix("@") ? handle(.tiktok) : nil
    case "line.me":
      return parts.last.flatMap { $0.hasPrefix("~") ? name($0) : nil }
        .map { .handle(platform: Platform.line.rawValue, $0) }
    case "discord.gg": return nil
    case "cash.app", "cash.me": return parts[1].hasPrefix("$") ? payment("cashapp") : nil
    case "venmo.com": return parts[1] == "u" ? payment("venmo", 2) : payment("venmo")
    case "paypal.me": return payment("paypal")
    case "paypal.com": return parts[1].lowercased() == "paypalme" ? payment("paypal", 2) : nil
    default: return nil
    }
  }

  /// Parts of links that lead to something other than an account.
  private static let pages: Set<String> = [
    "p", "reel", "reels", "explore", "stories", "share", "intent", "hashtag", "search", "home",
    "watch", "groups", "pages", "events", "sharer", "sharer.php", "profile.php", "jobs", "company",
    "pg", "login", "help", "about", "i", "tr", "dialog", "plugins", "joinchat", "addstickers", "tv",
    "settings", "privacy", "terms", "tos", "marketplace", "photo", "photo.php", "story.php",
    "invite",
    "code", "account", "signup", "media", "people", "topic", "legal", "business",
  ]

  private static func name(_ part: String) -> String? {
    let name = part.drop { $0 == "@" || $0 == "$" || $0 == "~" }.lowercased()
    guard name.count >= 2, name.count <= 50, !pages.contains(name),
      name.utf8.allSatisfy({
        Tokenizer.isLetter($0) || $0 &- 0x30 < 10 || $0 == 0x5F || $0 == 0x2E || $0 == 0x2D
      }), name.utf8.contains(where: Tokenizer.isLetter)
    else { return nil }
    return name
  }
}
