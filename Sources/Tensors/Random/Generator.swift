import CLoops

/// A source of random numbers with PyTorch's algorithms: mt19937 and the samplers of its CPU generator.
public final class Generator {
  /// The seed of a fresh `torch.Generator()`.
  public static let defaultSeed: UInt64 = 67_280_421_310_721
  /// Bytes of a saved state.
  public static let stateSize = 5056

  /// Draws do not nest. Swift's own check of that failed in the loop of `gamma`, whose accesses the
  /// optimizer leaves open when it rejects a draw.
  @exclusivity(unchecked) var engine = cl_generator()
  public private(set) var initialSeed: UInt64
  /// How far numbers were drawn when the program chose a seed or a state; later ones are determined.
  private var isSeeded = false
  private var positionAtSeeding: UInt64 = 0

  public init(seed: UInt64 = Generator.defaultSeed) {
    initialSeed = seed
    cl_generator_seed(&engine, seed)
  }

  /// The place up to which numbers were drawn before the program chose a seed or a state: another
  /// number after every draw whose numbers nothing in the program determines, 0 if there was none.
  public var unseededPosition: UInt64 {
    if isSeeded { return positionAtSeeding }
    let normal: UInt64 = engine.has_cached_normal ? 1 : 0
    return engine.next == 0 ? 0 : UInt64(engine.words.0) << 32 | UInt64(engine.next) << 1 | normal
  }

  private func noteSeeding() {
    positionAtSeeding = unseededPosition
    isSeeded = true
  }

  /// Starts over; the pending normal is dropped.
  public func seed(_ seed: UInt64) {
    noteSeeding()
    initialSeed = seed
    cl_generator_seed(&engine, seed)
  }

  /// `manual_seed` as called with any integer: numbers from -2^63 below 2^64, negative ones counted from 2^64.
  public func manualSeed(_ seed: Int) { self.seed(UInt64(bitPattern: Int64(seed))) }

  /// The next 32 bits.
  public func next32() -> UInt32 { cl_random_32(&engine) }
  /// The next 64 bits: two draws, the first is the high half.
  public func next64() -> UInt64 { cl_random_64(&engine) }
  /// The next double in [0, 1).
  public func nextDouble() -> Double { cl_random_double(&engine) }
  /// The second normal of a pair, if one is waiting.
  public var cachedNormal: Double? { engine.has_cached_normal ? engine.cached_normal : nil }

  /// The state in the format of `torch.get_rng_state`, little endian.
  public var state: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Generator.stateSize)
    bytes.withUnsafeMutableBytes { out in
      out.storeBytes(of: initialSeed.littleEndian, toByteOffset: 0, as: UInt64.self)
      out.storeBytes(of: engine.left.littleEndian, toByteOffset: 8, as: Int32.self)
      out.storeBytes(of: Int32(1).littleEndian, toByteOffset: 12, as: Int32.self)
      out.storeBytes(of: UInt64(engine.next).littleEndian, toByteOffset: 16, as: UInt64.self)
      withUnsafeBytes(of: engine.words) { words in
        for index in 0..<624 {
          let word = UInt64(words.load(fromByteOffset: index * 4, as: UInt32.self))
          out.storeBytes(of: word.littleEndian, toByteOffset: 24 + index * 8, as: UInt64.self)
        }
      }
      if let normal = cachedNormal {
        out.storeBytes(of: normal.bitPattern.littleEndian, toByteOffset: 5024, as: UInt64.self)
        out.storeBytes(of: Int32(1).littleEndian, toByteOffset: 5040, as: Int32.self)
      }
    }
    return bytes
  }

  /// Takes over a state in the format of `state`.
  public func setState(_ bytes: [UInt8]) throws(TensorError) {
    guard bytes.count == Generator.stateSize else {
      throw .runtime(
        "Expected a CPUGeneratorImplState of size \(Generator.stateSize) but found the input RNG "
          + "state size to be \(bytes.count)")
    }
    func word(_ offset: Int) -> UInt64 {
      (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << (8 * UInt64($1)) }
    }
    let left = Int32(truncatingIfNeeded: word(8) & 0xffff_ffff)
    let seeded = word(8) >> 32
    let next = word(16)
    guard left >= 1, left <= 624, next <= 624, seeded != 0 else {
      throw .runtime("Invalid mt19937 state")
    }
    noteSeeding()
    initialSeed = word(0)
    engine.left = left
    engine.next = UInt32(next)
    withUnsafeMutableBytes(of: &engine.words) { words in
      for index in 0..<624 {
        let value = UInt32(truncatingIfNeeded: word(24 + index * 8))
        words.storeBytes(of: value, toByteOffset: index * 4, as: UInt32.self)
      }
    }
    engine.has_cached_normal = word(5040) & 0xffff_ffff != 0
    engine.cached_normal = engine.has_cached_normal ? Double(bitPattern: word(5024)) : 0
  }
}
