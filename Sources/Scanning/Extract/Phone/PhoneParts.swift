/// The tables that reading telephone numbers needs. Immutable and shared.
struct PhoneParts: Sendable {
  let words = PhoneWords()
  let plan = NumberingPlan()
  let lookAlikes: LookAlikeDigits
  let platforms: PlatformNames
  let spelled = SpelledLetters()

  init(numbers: NumberWords, platforms: PlatformNames) {
    lookAlikes = LookAlikeDigits(numbers: numbers)
    self.platforms = platforms
  }
}
