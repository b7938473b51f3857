/// `_struct`: floats as bytes, lowest byte first, for the module `struct`.
let structFunctions: [Builtin] = [
  Builtin("float_bytes(value, size)", "The bytes of a float of 2, 4 or 8 bytes.") {
    (m, a) throws(Raised) in
    let value = try m.double(a[0])
    let size = try m.index(a[1])
    var bits = value.bitPattern
    var isInfinite = false
    if size == 4 {
      bits = UInt64(Float(value).bitPattern)
      isInfinite = Float(value).isInfinite
    } else if size == 2 {
      bits = UInt64(Float16(value).bitPattern)
      isInfinite = Float16(value).isInfinite
    }
    if isInfinite, value.isFinite { throw m.raise(.overflowError, "float too large to pack") }
    return m.bytes((0..<max(0, min(size, 8))).map { UInt8(truncatingIfNeeded: bits >> (UInt64($0) * 8)) })
  },
  Builtin("float_of(data)", "The float that 2, 4 or 8 bytes make.") { (m, a) throws(Raised) in
    let bytes = try m.requireBytes(a[0])
    let bits = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    switch bytes.count {
    case 2: return .float(Double(Float16(bitPattern: UInt16(truncatingIfNeeded: bits))))
    case 4: return .float(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))))
    default: return .float(Double(bitPattern: bits))
    }
  },
]
