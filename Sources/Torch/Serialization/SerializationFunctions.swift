import Python
import Tensors

/// What `torch.save` and `torch.load` need beside the pickling itself, which is library text.
let serializationFunctions: [Row] = [
  Row("_zip_file(entries, /)", "A ZIP file of (name, bytes) pairs.") { (t, m, a) throws(Raised) in
    var entries: [ZipArchive.Entry] = []
    for pair in m.items(a[0]) ?? [] {
      let parts = m.items(pair) ?? []
      guard parts.count == 2, let bytes = m.rawBytes(parts[1]) else { continue }
      entries.append(ZipArchive.Entry(name: try m.requireText(parts[0], "name"), bytes: bytes))
    }
    guard entries.reduce(0, { $0 + $1.bytes.count }) < 1 << 31 else {
      throw m.unsupported("saving more than 2 GiB")
    }
    return m.bytes(ZipArchive.file(entries))
  },
  Row("_zip_entries(file, /)", "The contents of a ZIP file by name.") { (t, m, a) throws(Raised) in
    guard let bytes = m.rawBytes(a[0]) else {
      throw m.raise(.typeError, "a bytes-like object is required, not '\(m.typeName(of: a[0]))'")
    }
    let entries: [ZipArchive.Entry]
    do throws(ZipArchive.Problem) {
      entries = try ZipArchive.entries(of: bytes)
    } catch {
      throw m.raise(.runtimeError, error.message)
    }
    return m.dict(entries.map { ($0.name, m.bytes($0.bytes)) })
  },
  Row("_storage_key(tensor, /)", "A number that views of the same memory have in common.") {
    (t, m, a) throws(Raised) in .int(try t.requireTensor(a[0]).storageAddress)
  },
  Row("_storage_size(tensor, /)", "How many bytes a tensor's memory has.") { (t, m, a) throws(Raised) in
    .int(try t.requireTensor(a[0]).storageBytes.count)
  },
  Row("_storage_bytes(tensor, /)", "The bytes of a tensor's memory.") { (t, m, a) throws(Raised) in
    m.bytes([UInt8](try t.requireTensor(a[0]).storageBytes))
  },
  Row("_tensor_of_bytes(data, dtype, /)", "A tensor of one dimension with these bytes.") {
    (t, m, a) throws(Raised) in
    guard let bytes = m.rawBytes(a[0]), let dtype = t.dtype(a[1]) else {
      throw m.raise(.typeError, "expected bytes and a dtype")
    }
    return t.value(try t.run { try bytes.withUnsafeBytes { try Tensor.copying($0, dtype) } })
  },
  Row("_double_bytes(x, /)", "The eight bytes of a float, the most significant first.") {
    (t, m, a) throws(Raised) in
    guard case .float(let value) = a[0] else { throw m.raise(.typeError, "must be real number") }
    let bits = value.bitPattern.bigEndian
    return m.bytes(withUnsafeBytes(of: bits) { [UInt8]($0) })
  },
  Row("_double_of_bytes(data, /)", "The float of eight bytes.") { (t, m, a) throws(Raised) in
    guard let bytes = m.rawBytes(a[0]), bytes.count == 8 else {
      throw m.raise(.valueError, "expected eight bytes")
    }
    return .float(Double(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
  },
]
