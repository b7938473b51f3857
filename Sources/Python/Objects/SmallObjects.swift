/// The bodies of kinds that need a few words only.

/// An instance of a class derived from `float`.
struct FloatBody {
  var header: Header
  var value: Double
}

struct ComplexBody {
  var header: Header
  var value: Complex
}

/// `bytes`: the bytes follow inline.
struct BytesBody {
  /// Its `extent` is the number of bytes, but for those of large blocks, which have their size.
  var header: Header
  static let dataOffset = MemoryLayout<BytesBody>.stride
}

struct ByteArrayBody {
  var header: Header
  var count: Int
  var capacity: Int
  var bytes: UnsafeMutablePointer<UInt8>
  /// How many memory views see the bytes at present, whose number must not change then.
  var exports: Int
}

struct SliceBody {
  var header: Header
  var start: Value
  var stop: Value
  var step: Value
}

/// `range`: its bounds as Python ints; `small` where all of them and the length fit a word.
struct RangeBody {
  var header: Header
  var start: Value
  var stop: Value
  var step: Value
}

/// A variable shared by closures; also the content of class and static methods and dict views.
struct CellBody {
  var header: Header
  var content: Value
}

struct ModuleBody {
  var header: Header
  /// A dict.
  var namespace: Value
}

/// A function or native bound to its receiver.
struct MethodBody {
  var header: Header
  var receiver: Value
  var function: Value
}

struct PropertyBody {
  var header: Header
  var getter: Value
  var setter: Value
  var deleter: Value
  var doc: Value
}

/// `super()`: attribute look-up that starts behind `start` in the order of the receiver's class.
struct SuperBody {
  var header: Header
  var start: Value
  var receiver: Value
}

/// An object whose content is a Swift object of another target: a tensor, a generator state.
struct ForeignBody {
  var header: Header
  var content: Unmanaged<AnyObject>
  /// The attribute dict, or undefined.
  var attributes: Value

  func forEachOwned(_ visit: (Value) -> Void) { visit(attributes) }

  /// The values that the content owns, which gives them up itself: for the cycle collector alone.
  mutating func forEachOfContent(_ visit: (Value) -> Void) {
    guard let visitContent = TypeObject(header.type).info.foreign?.visit else { return }
    let isOnlyOwner = withUnsafeMutableBytes(of: &content) { bytes in
      isKnownUniquelyReferenced(&bytes.assumingMemoryBound(to: AnyObject.self)[0])
    }
    visitContent(content.takeUnretainedValue(), isOnlyOwner, visit)
  }

  func freeParts(_ object: Object) {
    let info = TypeObject(header.type).body.pointee.info
    info._withUnsafeGuaranteedRef { info in info.foreign?.willFree?(content, object) }
    content.release()
  }

  mutating func cut() {
    store(&attributes, .undefined)
    TypeObject(header.type).info.foreign?.cut?(content.takeUnretainedValue())
  }
}

/// How the heap treats the Swift objects behind a foreign type.
///
/// An object, so that the end of a foreign object counts the users of one thing only.
public final class ForeignTraits {
  /// The Python objects that the Swift object owns, for the cycle collector; told whether the
  /// wrapper is all that holds the Swift object.
  let visit: ((AnyObject, _ isOnlyOwner: Bool, (Value) -> Void) -> Void)?
  /// Makes the Swift object give up its Python objects.
  let cut: ((AnyObject) -> Void)?
  /// The wrapper is about to be freed.
  let willFree: ((Unmanaged<AnyObject>, Object) -> Void)?
  /// The binary operators of values of the class itself, asked before special methods are looked
  /// up; nil for operands that it leaves to those.
  let binary: ((Machine, BinaryOperator, Value, Value) throws(Raised) -> Value?)?

  public init(
    visit: ((AnyObject, _ isOnlyOwner: Bool, (Value) -> Void) -> Void)? = nil,
    cut: ((AnyObject) -> Void)? = nil,
    willFree: ((Unmanaged<AnyObject>, Object) -> Void)? = nil,
    binary: ((Machine, BinaryOperator, Value, Value) throws(Raised) -> Value?)? = nil
  ) {
    self.visit = visit
    self.cut = cut
    self.willFree = willFree
    self.binary = binary
  }
}

extension Heap {
  /// A slice object, which takes over its parts.
  func makeSlice(_ start: Value, _ stop: Value, _ step: Value, type: Object) -> Object {
    let slice = allocate(MemoryLayout<SliceBody>.stride, .slice, type)
    let body = slice.body(SliceBody.self)
    body.pointee.start = start
    body.pointee.stop = stop
    body.pointee.step = step
    return slice
  }
}
