/// What a title tells of the ages in its text: "Promo models wanted", "Speed dating".
extension ClientAgeReader {
  /// Words of those who hire in a title, and of what people are invited to.
  private static let asking = WordTable<Bool>(
    """
    hiring wanted needed required reqd vacancy vacancies casting recruiting recruitment job jobs apply
    applicants buscan buscamos solicita solicito solicitan solicitamos contrata
    contratamos requiere requieren vacante vacantes vaga vagas empleo ayudante gesucht
    dating singles mixer meetup
    """.listedWords.map { ($0, true) })

  /// Whether the document's title says that somebody is asked for, who is then the one that the text has
  /// limits for.
  func isAskedInTitle() -> Bool {
    guard let start = field.title.baseAddress else { return false }
    var at = 0
    while at < field.title.count {
      let first = at
      // In bounds by the loops' own limits.
      while at < field.title.count, LetterCode.of(start[at]) != 0 { at += 1 }
      if at > first, Self.asking.value(start + first, at - first) != nil { return true }
      at += 1
    }
    return false
  }
}
