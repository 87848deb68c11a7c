/// The tables that reading telephone numbers needs. Immutable and shared.
struct PhoneParts: Sendable {
  let words = PhoneWords()
  let plan = NumberingPlan()
  let lookAlikes: LookAlikeDigits
  let spelled = SpelledLetters()

  init(numbers: NumberWords) { lookAlikes = LookAlikeDigits(numbers: numbers) }
}
