extension NumberStyle {
  /// Returns the coarsest step from 10^power down whose rounded number lies within the bounds.
  ///
  /// What is known more exactly than is ever shown, such as 80.672% to 80.674%, is rounded as usual.
  func step(
    from power: Int, isAbout: Bool, of number: DecimalNumber, low: DecimalNumber, high: DecimalNumber
  ) -> RoundingStep {
    let limit = isRatio ? Self.finestRatio(number) : number.exponent < 0 ? number.integerDigits - 4 : number.exponent
    var step = isRatio ? max(power, limit) : power
    let first = step
    while step > number.exponent {
      let rounded = number.rounded(to: step)
      if low <= rounded, rounded <= high { break }
      if step <= limit, low.rounded(to: step) == rounded, high.rounded(to: step) == rounded { break }
      step -= 1
    }
    let rounded = number.rounded(to: step)
    // "60%" reads as a figure of two digits; where the second one is not known, the text says so.
    let hidesDigits = rounded != number && hasFillingZeros(rounded, at: step)
    return RoundingStep(power: step, isAbout: isAbout || step < first || hidesDigits)
  }

  /// Returns the step for a number of which nothing is known but that it is near: two digits.
  func step(ofUnbounded number: DecimalNumber) -> Int {
    let power = number.integerDigits - 2
    return isRatio ? max(power, -6) : power
  }

  /// Returns a bound of a computed number, rounded away from the number that it bounds.
  func outward(_ bound: DecimalNumber, _ direction: DecimalNumber.Rounding) -> String {
    let power = isRatio ? min(Self.finestRatio(bound), bound.integerDigits - 2) : bound.integerDigits - 3
    return rounded(bound.rounded(to: power, direction), to: power)
  }

  private func hasFillingZeros(_ rounded: DecimalNumber, at power: Int) -> Bool {
    isRatio ? power > -2 : power > 0 && Self.scale(rounded.integerDigits, power) == nil
  }
}
