import PluginKit

/// How strong the signal is, by a rule that is stated, with what speaks for it and against it.
struct Strength {
  let run: Run
  let signs: Signs

  func write() throws {
    try run.heading("Strength of the signal", level: 3)
    if signs.speakingFor.isEmpty {
      try run.prose("Nothing in the dataset speaks for a vaccination.")
    } else {
      try run.prose("What speaks for it:")
      try run.list(signs.speakingFor, key: "for")
    }
    if !signs.speakingAgainst.isEmpty {
      try run.prose("What speaks against it, or leaves it open:")
      try run.list(signs.speakingAgainst, key: "against")
    }
    try run.prose(
      "The rule: the signal is strong where more than twice as many figures speak for it as against it,"
        + " moderate where more do, and weak otherwise. Without any figure for it, it is absent.", key: "rule")
    let (word, reason) = verdict
    try run.finding(
      key: "strength",
      text: "Taken together the signal of a vaccination in {importer} is {strength}."
        + " Trade figures show goods that crossed a border, not people who were vaccinated.",
      values: [
        "importer": .parameter("/importer"), "strength": .judgement(value: .string(word), reason: reason),
      ], weight: 1)
  }

  /// The rule: nothing for it is no signal; more for than against is strong; some of both is weak.
  private var verdict: (word: String, reason: String) {
    let speaking = signs.speakingFor.count
    let against = signs.speakingAgainst.count
    if speaking == 0 { return ("absent", "no figure speaks for it") }
    if speaking > against * 2 { return ("strong", "more than twice as many figures speak for it as against it") }
    if speaking > against { return ("moderate", "more figures speak for it than against it") }
    return ("weak", "no more figures speak for it than against it or leave it open")
  }
}
