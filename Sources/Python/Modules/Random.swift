import Glibc

extension Machine {
  fileprivate func engine(_ value: Value) throws(Raised) -> RandomEngine {
    if let native = value.object(.iterator)?.body(IteratorBody.self).pointee.native,
      let engine = native.takeUnretainedValue() as? RandomEngine
    {
      return engine
    }
    throw raise(.typeError, "a random generator is needed, not \(typeName(of: value))")
  }

  /// The 32-bit digits of a seed, lowest first.
  fileprivate func seedDigits(_ value: Value) throws(Raised) -> [UInt32] {
    var number: Integer
    switch value {
    case .none: number = Integer(bytes: host.entropy(32), bigEndian: false, signed: false)
    case .float: number = Integer(magnitude: UInt(bitPattern: try hash(value)))
    default:
      if let integer = integer(value) {
        number = integer.absolute
      } else if let bytes = text(value).map({ Array($0.utf8) }) ?? byteContent(value) {
        number = Integer(bytes: bytes + SHA512.digest(bytes), bigEndian: true, signed: false)
      } else {
        throw raise(
          .typeError,
          "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
      }
    }
    let count = max(1, (number.bitLength + 31) / 32)
    let seed = number
    let bytes = try solve { try seed.bytes(length: count * 4, bigEndian: false, signed: false) }
    return (0..<count).map { digit in
      bytes[(digit * 4)..<(digit * 4 + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
  }
}

extension Machine {
  /// A number below a limit that is no positive machine word: as many bits as that has, until they
  /// are fewer.
  fileprivate func randomInteger(below limit: Value, _ engine: RandomEngine) throws(Raised) -> Value {
    guard let bound = integer(limit), !bound.isNegative, bound.bitLength > 0 else {
      throw raise(.valueError, "a limit above zero is needed")
    }
    while true {
      try checkInterrupt()
      let bits = engine.twister.bits(bound.bitLength)
      let drawn = value(Integer(bytes: bits, bigEndian: false, signed: false))
      if try holds(.less, drawn, limit) { return drawn }
    }
  }
}

/// `_random`: the generator of the module `random`, whose distributions are in Python.
let randomFunctions: [Builtin] = [
  Builtin("_engine()", "A new generator.") { (m, a) throws(Raised) in
    m.iterator(RandomEngine(), m.types.callableIterator)
  },
  Builtin("_seed(engine, value, /)", "Start a generator anew.") { (m, a) throws(Raised) in
    let engine = try m.engine(a[0])
    engine.twister = MersenneTwister(try m.seedDigits(a[1]))
    engine.isSeeded = !a[1].isNone
    return .none
  },
  Builtin("_state(engine, /)", "The generator's words and place.") { (m, a) throws(Raised) in
    m.tuple(try m.engine(a[0]).twister.state.map { .int($0) })
  },
  Builtin("_set_state(engine, state, /)", "Put a generator back.") { (m, a) throws(Raised) in
    var words: [Int] = []
    for item in try m.collect(a[1]) { words.append(try m.index(item)) }
    guard let twister = MersenneTwister(state: words) else {
      throw m.raise(.valueError, "state vector is the wrong size")
    }
    try m.engine(a[0]).twister = twister
    return .none
  },
  Builtin("_below(engine, limit, /)", "A random integer from 0 up to limit, without it.") {
    (m, a) throws(Raised) in
    let engine = try m.engine(a[0])
    if !engine.isSeeded { m.unseededDraws &+= 1 }
    if case .int(let limit) = a[1], limit > 0 {
      return .int(engine.twister.below(limit))
    }
    return try m.randomInteger(below: a[1], engine)
  },
  Builtin("_bits(engine, count, /)", "An integer of random bits.") { (m, a) throws(Raised) in
    let engine = try m.engine(a[0])
    let count = try m.index(a[1])
    if count < 0 {
      throw m.raise(.valueError, "number of bits must be non-negative")
    }
    guard count <= 1 << 32 else { throw m.raise(.memoryError, "") }
    if !engine.isSeeded { m.unseededDraws &+= 1 }
    return m.value(Integer(bytes: engine.twister.bits(count), bigEndian: false, signed: false))
  },
]
