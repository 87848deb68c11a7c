/// Where people in danger and people with a lead can turn to, by country.
package enum HelpLines {
  /// One country's numbers.
  package struct Country: Sendable {
    /// The country's short name.
    package let name: String
    /// Who answers, and the number.
    package let lines: [(who: String, number: String)]
  }

  /// Source: the organisations' own pages.
  package static let all = [
    Country(
      name: "US",
      lines: [
        ("In danger", "911"),
        ("National Human Trafficking Hotline", "1-888-373-7888, text 233733"),
        ("National Center for Missing & Exploited Children", "1-800-843-5678"),
        ("HSI tip line", "1-866-347-2423"),
      ])
  ]
}
