/// Calling codes by region, as `PlaceTable` names them.
extension NumberingPlan {
  /// The calling code of a country outside North America; nil for others.
  static func callingCode(of region: Substring) -> Int? { callingCodes[region] }

  /// Source: ITU-T E.164, list of country codes.
  private static let callingCodes: [Substring: Int] = Dictionary(
    uniqueKeysWithValues: codesByRegion.split(separator: "|").map { entry in
      let parts = entry.split(separator: ":")
      guard let code = Int(parts[1]) else {
        preconditionFailure("an entry of the calling codes cannot be read")
      }
      return (parts[0], code)
    })

  private static let codesByRegion =
    "UK:44|France:33|Germany:49|Spain:34|Italy:39|Portugal:351|Netherlands:31|Belgium:32"
    + "|Switzerland:41|Austria:43|Ireland:353|Greece:30|Poland:48|Romania:40|Hungary:36|Czechia:420"
    + "|Bulgaria:359|Serbia:381|Croatia:385|Ukraine:380|Russia:7|Turkey:90|Sweden:46|Norway:47"
    + "|Denmark:45|Finland:358|Albania:355|Moldova:373|Mexico:52|Colombia:57|Venezuela:58|Peru:51"
    + "|Ecuador:593|Bolivia:591|Chile:56|Argentina:54|Uruguay:598|Paraguay:595|Brazil:55"
    + "|Guatemala:502|Honduras:504|El Salvador:503|Panama:507|Cuba:53|Haiti:509|China:86"
    + "|Hong Kong:852|Taiwan:886|Japan:81|South Korea:82|Thailand:66|Vietnam:84|Philippines:63"
    + "|Indonesia:62|Malaysia:60|Singapore:65|Cambodia:855|Myanmar:95|Laos:856|India:91|Pakistan:92"
    + "|Bangladesh:880|Nepal:977|Sri Lanka:94|UAE:971|Qatar:974|Saudi Arabia:966|Kuwait:965"
    + "|Bahrain:973|Oman:968|Lebanon:961|Jordan:962|Israel:972|Egypt:20|Morocco:212|Tunisia:216"
    + "|Nigeria:234|Ghana:233|Kenya:254|Uganda:256|Tanzania:255|Ethiopia:251|South Africa:27"
    + "|Australia:61|New Zealand:64"
}
