/// Series of decimal numbers in fixed-point arithmetic: values are whole numbers of units of the
/// last of some places behind the point. The last two places of a result may be wrong.
struct DecimalSeries {
  private let places: Int
  /// The places computed with.
  private let unit: Integer
  private static let guardDigits = 6

  init(places: Int) throws {
    self.places = places + DecimalSeries.guardDigits
    unit = try Integer(10).power(Integer(self.places))
  }

  /// A number in units, rounded down.
  private func fixed(_ a: DecimalNumber) throws -> Integer {
    let shift = a.exponent + places
    let digits =
      shift >= 0 ? try a.coefficient.shiftedLeft(shift) : try a.coefficient.shiftedRight(-shift).0
    return a.isNegative ? digits.integer.negated : digits.integer
  }

  private func number(_ value: Integer, exponent: Int = 0) throws -> DecimalNumber {
    let drop = DecimalSeries.guardDigits
    let digits = try DecimalCoefficient(magnitude: value).shiftedRight(drop).0
    return DecimalNumber(
      isNegative: value.isNegative, coefficient: digits, exponent: exponent - places + drop)
  }

  private func times(_ a: Integer, _ b: Integer) throws -> Integer {
    try a.multiplied(by: b).floorDivided(by: unit)
  }

  func quotient(_ a: DecimalNumber, _ b: DecimalNumber) throws -> DecimalNumber {
    try number(try fixed(a).multiplied(by: unit).floorDivided(by: try fixed(b)))
  }

  /// Half the logarithm of (1 + z) / (1 - z): z + z³/3 + z⁵/5 + …
  private func inverseTangent(_ z: Integer) throws -> Integer {
    if z.isNegative { return try inverseTangent(z.negated).negated }
    let square = try times(z, z)
    var (sum, power, odd) = (z, z, 1)
    while power.sign != 0 {
      try Interruption.check()
      power = try times(power, square)
      odd += 2
      sum = try sum.adding(try power.floorDivided(by: Integer(odd)))
    }
    return sum
  }

  /// The logarithm of p / q of small numbers.
  private func logarithm(of p: Int, over q: Int) throws -> Integer {
    try inverseTangent(
      try unit.multiplied(by: Integer(p - q)).floorDivided(by: Integer(p + q))
    ).multiplied(by: 2)
  }

  /// ln 2 and ln 10, from 2, 5/4 and 10 = 2³ · 5/4.
  private func constants() throws -> (two: Integer, ten: Integer) {
    let two = try logarithm(of: 2, over: 1)
    return (two, try two.multiplied(by: 3).adding(try logarithm(of: 5, over: 4)))
  }

  func logarithmOfTen() throws -> DecimalNumber { try number(try constants().ten) }

  /// The natural logarithm of a positive number.
  func logarithm(of a: DecimalNumber) throws -> DecimalNumber {
    // a = m · 10^e with m near to 1, and m = 2^k · r with r between 2/3 and 4/3.
    var exponent = a.adjustedExponent
    if exponent == -1 { exponent = 0 }
    var scaled = a
    scaled.exponent -= exponent
    var rest = try fixed(scaled)
    var halvings = 0
    let limit = try unit.multiplied(by: 4).floorDivided(by: 3)
    while rest > limit {
      rest = try rest.adding(1).floorDivided(by: 2)
      halvings += 1
    }
    while try rest.multiplied(by: 2) < limit {
      rest = try rest.multiplied(by: 2)
      halvings -= 1
    }
    let z = try rest.subtracting(unit).multiplied(by: unit)
      .floorDivided(by: try rest.adding(unit))
    var sum = try inverseTangent(z).multiplied(by: 2)
    if halvings != 0 || exponent != 0 {
      let (two, ten) = try constants()
      sum = try sum.adding(try two.multiplied(by: Integer(halvings)))
        .adding(try ten.multiplied(by: Integer(exponent)))
    }
    return try number(sum)
  }

  /// e to the power of a number.
  func exponential(of a: DecimalNumber) throws -> DecimalNumber {
    let value = try fixed(a)
    let (power, rest) = try value.dividedWithRemainder(by: try constants().ten)
    guard let exponent = power.word else { throw Problem.memoryError }
    // e^r = (e^(r / 2^k))^(2^k) with a series that soon ends.
    let halvings = max(4, Int(Double(places).squareRoot()))
    let guarded = try DecimalSeries(places: places + halvings / 3 + 2)
    let finer = try Integer(10).power(Integer(guarded.places - places))
    let small = try rest.multiplied(by: finer).shiftedRight(by: Integer(halvings))
    var (sum, term, count) = (guarded.unit, guarded.unit, 0)
    while term.sign != 0 {
      try Interruption.check()
      count += 1
      term = try guarded.times(term, small).floorDivided(by: Integer(count))
      sum = try sum.adding(term)
    }
    for _ in 0..<halvings { sum = try guarded.times(sum, sum) }
    return try number(try sum.floorDivided(by: finer), exponent: exponent)
  }
}
