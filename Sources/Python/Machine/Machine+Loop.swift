/// Where the loop stands: what it knows of the frame that runs.
struct Cursor {
  var code: UnsafeMutablePointer<BoundCode>
  var registers: UnsafeMutablePointer<Value>
  /// The instruction after the present one.
  var next: UnsafeMutablePointer<Instruction>

  @inline(__always) init(_ frame: UnsafeMutablePointer<Frame>) {
    code = frame.pointee.code
    registers = frame.pointee.registers
    next = frame.pointee.instruction
  }

  /// At the start of a function's code.
  @inline(__always) init(
    _ code: UnsafeMutablePointer<BoundCode>, _ registers: UnsafeMutablePointer<Value>
  ) {
    self.code = code
    self.registers = registers
    next = code.pointee.instructions
  }

  // Operands are decoded where they are used: each case reads what it needs and no more.
  @inline(__always) var instruction: Instruction { next[-1] }
  @inline(__always) var a: UnsafeMutablePointer<Value> { registers + Int(next[-1].a) }
  @inline(__always) var b: UnsafeMutablePointer<Value> { registers + Int(next[-1].b) }
  @inline(__always) var c: UnsafeMutablePointer<Value> { registers + Int(next[-1].c) }
}

/// The loop: fetches, decides, acts. Fast paths only; everything else is one call into the files
/// beside this one.
extension Machine {
  /// Runs the topmost frame until it returns. The result is owned by the caller.
  ///
  /// Where a case leaves its fast path it saves `next` in the frame, and afterwards all that the
  /// loop knows is read from the topmost frame again: nothing but `self` lives across calls, so
  /// that registers of the processor hold `next`, `registers` and `code`.
  func runLoop() throws(Raised) -> Value {
    let state = self.state
    let heap = self.heap
    let entry = state.pointee.top - 1
    state.pointee.top.pointee.isPlain = false
    state.pointee.top.pointee.destination = result
    var at = Cursor(state.pointee.top)
    // Objects born in one instruction's native code are given up at its end.
    let poolMark = heap.state.pointee.poolCount

    @inline(__always) func save(_ at: Cursor) { state.pointee.top.pointee.instruction = at.next }
    @inline(__always) func reload(_ at: inout Cursor) { at = Cursor(state.pointee.top) }
    @inline(__always) func settle(_ at: inout Cursor) {
      heap.drain(to: poolMark)
      at = Cursor(state.pointee.top)
    }
    @inline(__always) func pauseBetween(_ at: inout Cursor) throws(Raised) {
      save(at)
      try pause()
      reload(&at)
    }

    while true {
      do throws(Raised) {
        while true {
          at.next += 1
          switch at.instruction.op {
          // MARK: Moving values
          case .move: store(at.a, own(at.b.pointee))
          case .moveTwo:
            store(at.a, own(at.b.pointee))
            store(at.a + 1, own(at.c.pointee))
          case .take:
            let value = at.b.pointee
            at.b.pointee = .undefined
            store(at.a, value)
          case .loadConstant: store(at.a, own(at.code.pointee.constants[at.instruction.wide]))
          case .kill: clear(at.a, Int(at.instruction.b))
          case .checkLocal:
            if case .undefined = at.a.pointee {
              save(at)
              try unboundLocal(at.code, Int(at.instruction.a))
            }
          case .deleteLocal:
            if case .undefined = at.a.pointee {
              save(at)
              try unboundLocal(at.code, Int(at.instruction.a))
            }
            store(at.a, .undefined)
            save(at)
            if !heap.state.pointee.finalizers.isEmpty { runFinalizers() }
            reload(&at)

          // MARK: Names
          case .loadGlobal:
            let cache = at.code.pointee.caches + Int(at.instruction.b)
            if _fastPath(cache.pointee.version == namesVersion(at.code)),
              let place = cache.pointee.place
            {
              store(at.a, own(place.pointee))
              continue
            }
            save(at)
            store(at.a, own(try loadGlobal(at.code, cache)))
            reload(&at)
          case .loadGlobalThenMove:
            let cache = at.code.pointee.caches + Int(at.instruction.b)
            if _fastPath(cache.pointee.version == namesVersion(at.code)),
              let place = cache.pointee.place
            {
              store(at.a, own(place.pointee))
              store(at.a + 1, own(at.c.pointee))
              continue
            }
            save(at)
            store(at.a, own(try loadGlobal(at.code, cache)))
            reload(&at)
            store(at.a + 1, own(at.c.pointee))
          case .storeGlobal:
            let cache = at.code.pointee.caches + Int(at.instruction.b)
            if _fastPath(cache.pointee.version == namesVersion(at.code)),
              let place = cache.pointee.place
            {
              store(place, own(at.a.pointee))
              continue
            }
            save(at)
            storeGlobal(at.code, cache, at.a.pointee)
            reload(&at)
          case .deleteGlobal:
            save(at)
            try deleteGlobal(at.code, at.code.pointee.caches + Int(at.instruction.b))
            if !heap.state.pointee.finalizers.isEmpty { runFinalizers() }
            reload(&at)
          case .loadName:
            save(at)
            store(at.a, own(try loadName(at.code, at.registers, at.code.pointee.caches + Int(at.instruction.b))))
            settle(&at)
          case .storeName:
            save(at)
            try storeName(at.registers, at.code.pointee.caches[Int(at.instruction.b)].name, at.a.pointee)
            settle(&at)
          case .deleteName:
            save(at)
            try deleteName(at.registers, at.code.pointee.caches[Int(at.instruction.b)].name)
            settle(&at)
          case .makeCell:
            at.a.pointee = .object(heap.allocateCell(at.a.pointee, type: types.cell))
          case .loadCell:
            if case .object(let cell) = at.b.pointee {
              let content = cell.body(CellBody.self).pointee.content
              if case .undefined = content {
                save(at)
                try unboundCell(at.code, Int(at.instruction.b))
              }
              store(at.a, own(content))
            }
          case .storeCell:
            if case .object(let cell) = at.a.pointee {
              store(&cell.body(CellBody.self).pointee.content, own(at.b.pointee))
            }
          case .deleteCell:
            if case .object(let cell) = at.a.pointee {
              if case .undefined = cell.body(CellBody.self).pointee.content {
                save(at)
                try unboundCell(at.code, Int(at.instruction.a))
              }
              store(&cell.body(CellBody.self).pointee.content, .undefined)
            }
          case .loadFree:
            if case .object(let function) = at.registers[-1] {
              let cell = Function(function).captures[Int(at.instruction.b)]
              let content = cell.body(CellBody.self).pointee.content
              if case .undefined = content {
                save(at)
                try unboundFree(at.code, Int(at.instruction.b))
              }
              store(at.a, own(content))
            }
          case .storeFree:
            if case .object(let function) = at.registers[-1] {
              let cell = Function(function).captures[Int(at.instruction.a)]
              store(&cell.body(CellBody.self).pointee.content, own(at.b.pointee))
            }
          case .deleteFree:
            if case .object(let function) = at.registers[-1] {
              let cell = Function(function).captures[Int(at.instruction.a)]
              if case .undefined = cell.body(CellBody.self).pointee.content {
                save(at)
                try unboundFree(at.code, Int(at.instruction.a))
              }
              store(&cell.body(CellBody.self).pointee.content, .undefined)
            }
          case .loadClassFree:
            save(at)
            store(at.a, own(try loadClassFree(at.code, at.registers, at.instruction)))
            reload(&at)

          // MARK: Arithmetic
          case .add, .inPlaceAdd:
            switch (at.b.pointee, at.c.pointee) {
            case (.int(let x), .int(let y)):
              let (sum, overflow) = x.addingReportingOverflow(y)
              if !overflow { store(at.a, .int(sum)); continue }
            case (.float(let x), .float(let y)): store(at.a, .float(x + y)); continue
            case (.object(let x), .object(let y)):
              if x.type == types.string, y.type == types.string {
                save(at)
                try addStrings(at.instruction, at.registers, at.code, x, y)
                settle(&at)
                continue
              }
            default: break
            }
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .subtract, .inPlaceSubtract:
            switch (at.b.pointee, at.c.pointee) {
            case (.int(let x), .int(let y)):
              let (difference, overflow) = x.subtractingReportingOverflow(y)
              if !overflow { store(at.a, .int(difference)); continue }
            case (.float(let x), .float(let y)): store(at.a, .float(x - y)); continue
            default: break
            }
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .multiply, .inPlaceMultiply:
            switch (at.b.pointee, at.c.pointee) {
            case (.float(let x), .float(let y)): store(at.a, .float(x * y)); continue
            case (.int(let x), .int(let y)):
              let (product, overflow) = x.multipliedReportingOverflow(by: y)
              if !overflow { store(at.a, .int(product)); continue }
            case (.float(let x), .int(let y)): store(at.a, .float(x * Double(y))); continue
            case (.int(let x), .float(let y)): store(at.a, .float(Double(x) * y)); continue
            default: break
            }
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .divide:
            switch (at.b.pointee, at.c.pointee) {
            case (.float(let x), .float(let y)):
              if y != 0 { store(at.a, .float(x / y)); continue }
            case (.float(let x), .int(let y)):
              if y != 0 { store(at.a, .float(x / Double(y))); continue }
            default: break
            }
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .modulo, .inPlaceModulo:
            if case .int(let x) = at.b.pointee, case .int(let y) = at.c.pointee, y > 0 {
              let remainder = x % y
              store(at.a, .int(remainder < 0 ? remainder + y : remainder))
              continue
            }
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .floorDivide, .inPlaceFloorDivide:
            if case .int(let x) = at.b.pointee, case .int(let y) = at.c.pointee, y > 0 {
              let quotient = x / y
              store(at.a, .int(x < 0 && quotient * y != x ? quotient - 1 : quotient))
              continue
            }
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .matrixMultiply, .power, .leftShift, .rightShift, .bitAnd, .bitOr, .bitXor,
            .inPlaceMatrixMultiply, .inPlaceDivide, .inPlacePower, .inPlaceLeftShift,
            .inPlaceRightShift, .inPlaceBitAnd, .inPlaceBitOr, .inPlaceBitXor:
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .addImmediate:
            if case .int(let x) = at.b.pointee {
              let (sum, overflow) = x.addingReportingOverflow(at.instruction.immediate)
              if !overflow { store(at.a, .int(sum)); continue }
            }
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .subtractImmediate:
            if case .int(let x) = at.b.pointee {
              let (difference, overflow) = x.subtractingReportingOverflow(at.instruction.immediate)
              if !overflow { store(at.a, .int(difference)); continue }
            }
            save(at)
            _ = try arithmetic(at.instruction, at.registers, at.code)
            reload(&at)
          case .negate, .plus, .invert:
            if case .float(let x) = at.b.pointee, at.instruction.op == .negate {
              store(at.a, .float(-x))
              continue
            }
            save(at)
            store(at.a, own(try unary(at.instruction.op, at.b.pointee)))
            settle(&at)
          case .not:
            if case .bool(let x) = at.b.pointee { store(at.a, .bool(!x)); continue }
            save(at)
            store(at.a, .bool(!(try isTrue(at.b.pointee))))
            settle(&at)

          // MARK: Comparison
          case .less, .lessEqual, .equal, .notEqual, .greater, .greaterEqual, .in, .notIn:
            save(at)
            try compare(at.instruction, at.registers, at.code)
            settle(&at)
          case .is: store(at.a, .bool(at.b.pointee.isIdentical(to: at.c.pointee)))
          case .isNot: store(at.a, .bool(!at.b.pointee.isIdentical(to: at.c.pointee)))
          case .jumpUnlessLess:
            switch (at.a.pointee, at.b.pointee) {
            case (.int(let x), .int(let y)): if !(x < y) { at.next += at.instruction.target }; continue
            case (.float(let x), .float(let y)):
              if !(x < y) { at.next += at.instruction.target }
              continue
            default: break
            }
            save(at)
            let holds = try compareJump(at.instruction, at.registers, at.code)
            reload(&at)
            if !holds { at.next += at.instruction.target }
          case .jumpUnlessGreater:
            switch (at.a.pointee, at.b.pointee) {
            case (.int(let x), .int(let y)): if !(x > y) { at.next += at.instruction.target }; continue
            case (.float(let x), .float(let y)):
              if !(x > y) { at.next += at.instruction.target }
              continue
            default: break
            }
            save(at)
            let holds = try compareJump(at.instruction, at.registers, at.code)
            reload(&at)
            if !holds { at.next += at.instruction.target }
          case .jumpUnlessEqual:
            if case .int(let x) = at.a.pointee, case .int(let y) = at.b.pointee {
              if x != y { at.next += at.instruction.target }
              continue
            }
            if case .object(let x) = at.a.pointee, case .object(let y) = at.b.pointee,
              x.type == types.string, y.type == types.string
            {
              let isEqual = StringObject(x).isEqual(to: StringObject(y))
              giveUpOperands(at.instruction, at.registers, at.code, hasImmediate: false)
              if !isEqual { at.next += at.instruction.target }
              continue
            }
            save(at)
            let holds = try compareJump(at.instruction, at.registers, at.code)
            reload(&at)
            if !holds { at.next += at.instruction.target }
          case .jumpUnlessIn, .jumpUnlessNotIn:
            save(at)
            let isFound = try containsJump(at.instruction, at.registers, at.code)
            reload(&at)
            if isFound != (at.instruction.op == .jumpUnlessIn) { at.next += at.instruction.target }
          case .jumpUnlessLessEqual, .jumpUnlessNotEqual, .jumpUnlessGreaterEqual:
            save(at)
            let holds = try compareJump(at.instruction, at.registers, at.code)
            reload(&at)
            if !holds { at.next += at.instruction.target }
          case .jumpUnlessIs:
            if !at.a.pointee.isIdentical(to: at.b.pointee) { at.next += at.instruction.target }
          case .jumpUnlessIsNot:
            if at.a.pointee.isIdentical(to: at.b.pointee) { at.next += at.instruction.target }
          case .jumpUnlessLessImmediate:
            if case .int(let x) = at.a.pointee {
              if !(x < Int(Int16(bitPattern: at.instruction.b))) { at.next += at.instruction.target }
              continue
            }
            save(at)
            let holds = try compareJump(at.instruction, at.registers, at.code)
            reload(&at)
            if !holds { at.next += at.instruction.target }
          case .jumpUnlessEqualImmediate:
            if case .int(let x) = at.a.pointee {
              if x != Int(Int16(bitPattern: at.instruction.b)) { at.next += at.instruction.target }
              continue
            }
            save(at)
            let holds = try compareJump(at.instruction, at.registers, at.code)
            reload(&at)
            if !holds { at.next += at.instruction.target }
          case .jumpUnlessLessEqualImmediate, .jumpUnlessNotEqualImmediate,
            .jumpUnlessGreaterImmediate, .jumpUnlessGreaterEqualImmediate:
            save(at)
            let holds = try compareJump(at.instruction, at.registers, at.code)
            reload(&at)
            if !holds { at.next += at.instruction.target }

          // MARK: Jumps
          case .jump: at.next += at.instruction.wideTarget
          case .jumpIfFalse:
            if let x = plainTruth(at.a.pointee) {
              if !x { at.next += at.instruction.wideTarget }
              continue
            }
            save(at)
            let isTrue = try isTrue(at.a.pointee)
            reload(&at)
            if !isTrue { at.next += at.instruction.wideTarget }
          case .jumpIfTrue:
            if let x = plainTruth(at.a.pointee) {
              if x { at.next += at.instruction.wideTarget }
              continue
            }
            save(at)
            let isTrue = try isTrue(at.a.pointee)
            reload(&at)
            if isTrue { at.next += at.instruction.wideTarget }

          // MARK: Attributes and items
          case .loadAttribute:
            let cache = at.code.pointee.caches + Int(at.instruction.c)
            if case .object(let object) = at.b.pointee, object.kind == .instance,
              let shape = object.body(InstanceBody.self).pointee.shape,
              shape == cache.pointee.shape
            {
              store(at.a, own(object.body(InstanceBody.self).pointee.slots[cache.pointee.slot]))
              continue
            }
            save(at)
            try loadAttribute(at.a, at.b.pointee, cache)
            settle(&at)
          case .storeAttribute:
            let cache = at.code.pointee.caches + Int(at.instruction.c)
            if case .object(let object) = at.a.pointee, object.kind == .instance {
              let body = object.body(InstanceBody.self)
              if let shape = body.pointee.shape, shape == cache.pointee.shape {
                if let nextShape = cache.pointee.nextShape {
                  let count = body.pointee.count
                  if count < body.pointee.capacity {
                    body.pointee.slots[Int(count)] = own(at.b.pointee)
                    body.pointee.count = count &+ 1
                    body.pointee.shape = nextShape
                    continue
                  }
                } else {
                  store(body.pointee.slots + cache.pointee.slot, own(at.b.pointee))
                  continue
                }
              }
            }
            save(at)
            try storeAttribute(at.a.pointee, cache, at.b.pointee)
            settle(&at)
          case .deleteAttribute:
            save(at)
            try deleteAttribute(at.a.pointee, at.code.pointee.caches[Int(at.instruction.c)].name)
            settle(&at)
          case .loadItem:
            if case .object(let object) = at.b.pointee, case .int(let index) = at.c.pointee {
              if object.type == types.list {
                let list = List(object)
                if UInt(bitPattern: index) < UInt(bitPattern: list.count) {
                  store(at.a, own(list.items[index]))
                  continue
                }
              } else if object.type == types.tuple {
                let tuple = Tuple(object)
                if UInt(bitPattern: index) < UInt(bitPattern: tuple.count) {
                  store(at.a, own(tuple.items[index]))
                  continue
                }
              }
            }
            save(at)
            store(at.a, own(try item(of: at.b.pointee, at.c.pointee)))
            settle(&at)
          case .loadSlice:
            save(at)
            store(at.a, own(try slice(of: at.b.pointee, at.c)))
            settle(&at)
          case .storeItem:
            save(at)
            try setItem(of: at.a.pointee, at.b.pointee, at.c.pointee)
            settle(&at)
          case .deleteItem:
            save(at)
            try deleteItem(of: at.a.pointee, at.b.pointee)
            settle(&at)

          // MARK: Building
          case .buildTuple:
            let count = Int(at.instruction.c)
            let items = at.b
            let tuple = heap.makeTuple(count, type: types.tuple) { index in
              let item = items[index]
              items[index] = .undefined
              return item
            }
            store(at.a, .object(tuple.object))
          case .buildList:
            let count = Int(at.instruction.c)
            let list = heap.allocateList(capacity: count, type: types.list)
            for index in 0..<count {
              list.items[index] = at.b[index]
              at.b[index] = .undefined
            }
            list.body.pointee.count = count
            store(at.a, .object(list.object))
          case .buildSet: store(at.a, .object(allocateSet(types.set).object))
          case .buildDict:
            let dict = heap.allocateDict(type: types.dict, capacity: Int(at.instruction.c))
            store(at.a, .object(dict.object))
          case .buildSlice: buildSlice(at.a, at.b)
          case .buildString: buildString(at.a, at.b, Int(at.instruction.c))
          case .formatValue:
            save(at)
            store(at.a, own(try formatField(at.b, Int(at.instruction.c))))
            settle(&at)
          case .listAppend:
            if case .object(let list) = at.a.pointee { List(list).append(at.b.pointee) }
          case .listExtend:
            save(at)
            try extend(at.a.pointee, at.b.pointee, isUnpacking: true)
            settle(&at)
          case .listToTuple: listToTuple(at.a, at.b)
          case .setAdd:
            save(at)
            try addToSet(at.a.pointee, at.b.pointee)
            settle(&at)
          case .setUpdate:
            save(at)
            try updateSet(at.a.pointee, at.b.pointee)
            settle(&at)
          case .dictAdd:
            save(at)
            if case .object(let dict) = at.a.pointee {
              try set(at.b.pointee, at.c.pointee, in: Dict(dict))
            }
            settle(&at)
          case .dictUpdate:
            save(at)
            try unpackMapping(at.b.pointee, into: at.a.pointee)
            settle(&at)
          case .dictMerge:
            save(at)
            try mergeKeywords(at.a.pointee, at.b.pointee, of: at.a[-2])
            settle(&at)

          // MARK: Calls
          case .call:
            save(at)
            if _slowPath(heap.hasSignals) { try pause() }
            let count = Int(at.instruction.b)
            if case .object(let callee) = at.a.pointee {
              if callee.kind == .function {
                let target = Function(callee).body.pointee.code
                if _fastPath(target.pointee.plainCount == count) {
                  let window = at.a + 1
                  try pushFrame(target, window, count)
                  at = Cursor(target, window)
                  continue
                }
                if target.pointee.isGenerator, target.pointee.exactCount == count {
                  let generator = heap.allocateGenerator(
                    callee, window: at.a + 1, type: types.generator)
                  store(at.a, .object(generator))
                  continue
                }
              } else if callee.kind == .native {
                let quick = callee.body(NativeBody.self).pointee.quick
                if quick == .length, count == 1, !state.pointee.isProfiling,
                  case .object(let container) = at.a[1], let length = commonLength(container)
                {
                  store(at.a + 1, .undefined)
                  store(at.a, .int(length))
                  continue
                }
                if quick != .none, try callQuick(quick, at.a, count) != nil {
                  reload(&at)
                  continue
                }
              }
            }
            _ = try call(at.a, positional: count)
            reload(&at)
          case .callKeywords:
            save(at)
            if heap.hasSignals { try pause() }
            _ = try callKeywords(
              at.a, Int(at.instruction.b), at.code.pointee.constants[Int(at.instruction.c)])
            reload(&at)
          case .callUnpacked:
            save(at)
            if heap.hasSignals { try pause() }
            _ = try callUnpacked(at.a)
            reload(&at)
          case .callDetached, .callKeywordsDetached, .callUnpackedDetached, .callMethodDetached:
            save(at)
            if heap.hasSignals { try pause() }
            try callDetached(at.instruction, at.registers, at.code)
            reload(&at)
          case .callMethod:
            save(at)
            if _slowPath(heap.hasSignals) { try pause() }
            let cache = at.code.pointee.caches + Int(at.instruction.c)
            let count = Int(at.instruction.b)
            if case .object(let receiver) = at.a[1], receiver.kind == .instance,
              let shape = receiver.body(InstanceBody.self).pointee.shape,
              shape == cache.pointee.shape,
              cache.pointee.version == heap.state.pointee.typeVersion,
              case .object(let method) = cache.pointee.value
            {
              let target = Function(method).body.pointee.code
              if _fastPath(target.pointee.plainCount == count + 1) {
                store(at.a, .object(own(method)))
                let window = at.a + 1
                try pushFrame(target, window, count + 1)
                at = Cursor(target, window)
                continue
              }
            }
            if case .object(let receiver) = at.a[1], cache.pointee.type == receiver.type.address,
              cache.pointee.version == heap.state.pointee.typeVersion,
              receiver.header.pointee.flags & Header.hasExtras == 0,
              case .object(let method) = cache.pointee.value
            {
              let quick =
                state.pointee.isProfiling ? .none : method.body(NativeBody.self).pointee.quick
              if quick == .append, count == 1 {
                List(receiver).append(at.a[2])
                clear(at.a + 1, 2)
                store(at.a, .none)
                continue
              }
              if quick == .pop, count == 0, let item = List(receiver).popLast() {
                store(at.a + 1, .undefined)
                store(at.a, item)
                continue
              }
              if quick == .send, count == 1, receiver.kind == .generator {
                try enterGenerator(receiver, sending: at.a[2], callee: at.a, 2)
                reload(&at)
                continue
              }
              if quick != .none, try callQuick(quick, at.a, count + 1) != nil {
                reload(&at)
                continue
              }
            }
            _ = try callMethod(at.a, count, cache)
            reload(&at)
          case .makeFunction:
            let parts = Int(at.instruction.b) == Opcode.noParts ? nil : at.b
            makeFunction(at.a, at.code.child(Int(at.instruction.c)), parts: parts, at.registers)
          case .buildClass:
            save(at)
            try buildClass(at.a)
            settle(&at)
          case .return:
            let value = at.a.pointee
            at.a.pointee = .undefined
            clear(at.registers, Int(at.instruction.b))
            let frame = state.pointee.top
            state.pointee.top = frame - 1
            if _fastPath(frame.pointee.isPlain) {
              store(at.registers - 1, value)
              reload(&at)
              continue
            }
            if frame.pointee.kind == .call, !state.pointee.isProfiling {
              finishCall(frame.pointee, value)
            } else {
              try finishFrame(frame.pointee, value)
            }
            if state.pointee.top == entry { return takeResult() }
            reload(&at)

          // MARK: Generators
          case .yield:
            save(at)
            let value = at.b.pointee
            if at.instruction.c == 0 { at.b.pointee = .undefined } else { _ = own(value) }
            store(suspend(), value)
            if state.pointee.top == entry { return takeResult() }
            reload(&at)
          case .yieldFrom:
            save(at)
            if case .object(let object) = at.b.pointee, object.kind == .generator {
              if !(try enterDelegate(object, at.a)) { store(at.a, .none) }
              reload(&at)
              continue
            }
            if case .yielded(let value) = try delegate(at.a, at.b) {
              // The same instruction comes again with what is sent next.
              state.pointee.top.pointee.instruction -= 1
              store(suspend(), value)
              if state.pointee.top == entry { return takeResult() }
            }
            reload(&at)

          // MARK: Iteration
          case .getIterator:
            if case .object(let object) = at.b.pointee,
              object.kind == .generator || object.kind == .iterator
            {
              store(at.a, .object(own(object)))
              continue
            }
            save(at)
            store(at.a, own(try iterator(over: at.b.pointee)))
            settle(&at)
          case .killThenLoop:
            store(at.a, .undefined)
            fallthrough
          case .loop:
            if _slowPath(heap.hasSignals) { try pauseBetween(&at) }
            at.next += at.instruction.wideTarget
          case .killThenLoopFor:
            store(at.a, .undefined)
            fallthrough
          case .loopFor:
            if _slowPath(heap.hasSignals) { try pauseBetween(&at) }
            // Past the forIterator, which is thereby the present instruction.
            at.next += at.instruction.wideTarget + 1
            fallthrough
          case .forIterator:
            if case .object(let object) = at.a.pointee, object.kind == .iterator {
              let body = object.body(IteratorBody.self)
              let index = body.pointee.index
              switch body.pointee.mode {
              case .range:
                if body.pointee.step > 0 ? index < body.pointee.stop : index > body.pointee.stop {
                  body.pointee.index = index &+ body.pointee.step
                  store(at.b, .int(index))
                } else {
                  at.next += at.instruction.target
                }
                continue
              case .list:
                if case .object(let list) = body.pointee.source, index < List(list).count {
                  body.pointee.index = index &+ 1
                  store(at.b, own(List(list).items[index]))
                  continue
                }
              case .tuple:
                if case .object(let tuple) = body.pointee.source, index < Tuple(tuple).count {
                  body.pointee.index = index &+ 1
                  store(at.b, own(Tuple(tuple).items[index]))
                  continue
                }
              case .string:
                if case .object(let text) = body.pointee.source, index < StringObject(text).count,
                  StringObject(text).width == 1
                {
                  body.pointee.index = index &+ 1
                  store(at.b, own(character(StringObject(text)[index])))
                  continue
                }
              default: break
              }
            }
            save(at)
            if case .object(let object) = at.a.pointee {
              if object.kind == .generator {
                let item = try delegatedItem(object)
                if !item.isUndefined {
                  store(at.b, own(item))
                  continue
                }
                let isEntered = try enterGenerator(object, sending: .none, at.b, kind: .forLoop)
                reload(&at)
                if !isEntered { at.next += at.instruction.target }
                continue
              }
              if object.kind == .instance, try enterNextMethod(object, at.b) {
                reload(&at)
                continue
              }
              let following = at.next.pointee
              if following.op == .unpackThenKill, following.b == 2,
                following.a == at.instruction.b, object.kind == .iterator,
                let isUnpacked = try advancePair(object, into: at.registers + Int(following.c))
              {
                reload(&at)
                at.next += isUnpacked ? 1 : at.instruction.target
                continue
              }
            }
            switch try advance(at.a.pointee) {
            case .ended:
              reload(&at)
              at.next += at.instruction.target
            case .yielded(let value):
              store(at.b, value)
              reload(&at)
            }
          case .unpack:
            if case .object(let object) = at.a.pointee, object.type == types.tuple,
              Tuple(object).count == Int(at.instruction.b)
            {
              // A target may be the register that keeps the tuple.
              _ = own(object)
              Tuple(object).copyItems(to: at.c)
              drop(object)
              continue
            }
            save(at)
            try unpack(at.a.pointee, Int(at.instruction.b), into: at.c)
            settle(&at)
          case .unpackThenKill:
            if case .object(let object) = at.a.pointee, object.type == types.tuple,
              Tuple(object).count == Int(at.instruction.b)
            {
              Tuple(object).copyItems(to: at.c)
              store(at.a, .undefined)
              continue
            }
            save(at)
            try unpack(at.a.pointee, Int(at.instruction.b), into: at.c)
            settle(&at)
            store(at.a, .undefined)
          case .unpackStarred:
            save(at)
            try unpackStarred(
              at.a.pointee, before: Int(at.instruction.b & 0xFF), after: Int(at.instruction.b >> 8), into: at.c)
            settle(&at)

          // MARK: Exceptions and contexts
          case .raise:
            save(at)
            try raise(at.a.pointee, from: at.b.pointee)
          case .raiseAgain:
            save(at)
            try raiseAgain()
          case .reraise:
            save(at)
            try reraise(at.a)
          case .beginHandling: beginHandling(at.a)
          case .endHandling: endHandling(at.a)
          case .jumpUnlessMatch:
            save(at)
            let isMatch = try matches(at.a.pointee, handler: at.b.pointee)
            reload(&at)
            if !isMatch { at.next += at.instruction.target }
          case .enterContext:
            save(at)
            try enterContext(at.a, result: at.b)
            settle(&at)
          case .exitContext:
            save(at)
            try exitContext(at.a)
            settle(&at)
          case .exitContextWithException:
            save(at)
            try exitContextWithException(at.a)
            settle(&at)
          case .loadAssertionError: store(at.a, .object(own(types[.assertionError])))
          case .refuse:
            save(at)
            throw unsupported(text(at.code.pointee.constants[Int(at.instruction.a)]) ?? "")
          case .splitGroup:
            save(at)
            let isTaken = try splitGroup(at.a, handler: at.b.pointee)
            settle(&at)
            if !isTaken { at.next += at.instruction.target }
          case .joinGroups:
            save(at)
            let isLeft = try joinGroups(at.a, at.b)
            settle(&at)
            if !isLeft { at.next += at.instruction.target }

          // MARK: The rest
          case .importName:
            save(at)
            store(
              at.a,
              own(
                try importName(
                  at.code.pointee.constants[Int(at.instruction.b)],
                  at.code.pointee.constants[Int(at.instruction.c)], at.code)))
            reload(&at)
          case .importFrom:
            save(at)
            store(at.a, own(try importFrom(at.b.pointee, at.code.pointee.constants[Int(at.instruction.c)])))
            settle(&at)
          case .importStar:
            save(at)
            try importStar(at.a.pointee, into: at.code.pointee.globals)
            settle(&at)
          case .display:
            save(at)
            try display(at.a.pointee)
            reload(&at)
          case .annotate:
            save(at)
            try annotate(at.code, at.registers, at.code.pointee.constants[Int(at.instruction.a)], at.b.pointee)
            settle(&at)
          case .matchTest:
            save(at)
            try matchTest(at.a, at.b, Int(at.instruction.c))
            settle(&at)
          }
        }
      } catch {
        // What raised has saved where it stood; the frame may be gone already.
        if state.pointee.top == entry { throw Raised() }
        try unwind(to: entry)
        reload(&at)
      }
    }
  }

  /// The result of the run that ends.
  @inline(__always)
  private func takeResult() -> Value {
    let value = result.pointee
    result.pointee = .undefined
    return value
  }

  /// Shows the value of a cell's expression.
  private func display(_ value: Value) throws(Raised) {
    let mark = heap.state.pointee.poolCount
    try host.display(self, value)
    heap.drain(to: mark)
  }
}
