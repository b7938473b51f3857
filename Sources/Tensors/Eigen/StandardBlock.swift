/// The Schur form of a matrix of two by two, `[[a, b], [c, d]]`: c is zero, or a equals d and b and
/// c have different signs.
///
/// Source: LAPACK's `lanv2` (Bai and Demmel, "On swapping diagonal blocks in real Schur form").
struct StandardBlock {
  private(set) var (a, b, c, d): (Double, Double, Double, Double)
  private(set) var rotation = Rotation(cosine: 1, sine: 0)

  init(_ a: Double, _ b: Double, _ c: Double, _ d: Double) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
    if c == 0 { return }
    if b == 0 {
      rotation = Rotation(cosine: 0, sine: 1)
      (self.a, self.b, self.c, self.d) = (d, -c, 0, a)
    } else if a != d || (b < 0) == (c < 0) {
      standardize()
    }
  }

  /// Both eigenvalues; of a pair the one with the positive imaginary part first.
  var eigenvalues: (ComplexNumber, ComplexNumber) {
    guard c != 0 else { return (ComplexNumber(a), ComplexNumber(d)) }
    let imaginary = abs(b).squareRoot() * abs(c).squareRoot()
    return (ComplexNumber(a, imaginary), ComplexNumber(d, -imaginary))
  }

  private mutating func standardize() {
    let half = 0.5 * (a - d)
    let largest = max(abs(b), abs(c))
    let smallest = min(abs(b), abs(c)) * ((b < 0) == (c < 0) ? 1 : -1)
    let scale = max(abs(half), largest)
    let discriminant = half / scale * half + largest / scale * smallest
    guard discriminant >= 4 * Double.ulpOfOne else { return makeDiagonalEqual() }
    let root = scale.squareRoot() * discriminant.squareRoot()
    let z = half + (half.sign == .minus ? -root : root)
    let size = length([c, z])
    rotation = Rotation(cosine: z / size, sine: c / size)
    (a, b, c, d) = (d + z, b - c, 0, d - largest / z * smallest)
  }

  /// For a pair of eigenvalues, or two that are nearly equal.
  private mutating func makeDiagonalEqual() {
    let sum = b + c
    let size = length([sum, a - d])
    let cosine = (0.5 * (1 + abs(sum) / size)).squareRoot()
    let sine = -(0.5 * (a - d) / (size * cosine)) * (sum.sign == .minus ? -1 : 1)
    rotation = Rotation(cosine: cosine, sine: sine)
    let rows = (
      a * cosine + b * sine, b * cosine - a * sine, c * cosine + d * sine, d * cosine - c * sine
    )
    let middle =
      0.5 * (rows.0 * cosine + rows.2 * sine + (rows.3 * cosine - rows.1 * sine))
    (b, c) = (rows.1 * cosine + rows.3 * sine, rows.2 * cosine - rows.0 * sine)
    (a, d) = (middle, middle)
    if c != 0, b == 0 {
      (b, c) = (-c, 0)
      rotation = Rotation(cosine: -sine, sine: cosine)
    } else if c != 0, (b < 0) == (c < 0) {
      separate()
    }
  }

  /// Two real eigenvalues after all.
  private mutating func separate() {
    let (first, second) = (abs(b).squareRoot(), abs(c).squareRoot())
    let gap = c.sign == .minus ? -first * second : first * second
    let scale = 1 / abs(b + c).squareRoot()
    let (cosine, sine) = (first * scale, second * scale)
    (a, b, c, d) = (a + gap, b - c, 0, d - gap)
    rotation = Rotation(
      cosine: rotation.cosine * cosine - rotation.sine * sine,
      sine: rotation.cosine * sine + rotation.sine * cosine)
  }
}
