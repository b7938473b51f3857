/// The loop: fetches, decides, acts. Fast paths only; everything else is one call into the files
/// beside this one.
extension Machine {
  /// Runs the topmost frame until it returns. The result is owned by the caller.
  func runLoop() throws(Raised) -> Value {
    let entryDepth = state.pointee.depth - 1
    var code = frames[entryDepth].code
    var registers = frames[entryDepth].registers
    var next = frames[entryDepth].instruction
    let frames = self.frames
    let state = self.state
    let heap = self.heap
    let result = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    result.initialize(to: .undefined)
    frames[entryDepth].destination = result
    defer { result.deallocate() }

    @inline(__always) func reload() {
      let frame = frames + (state.pointee.depth &- 1)
      code = frame.pointee.code
      registers = frame.pointee.registers
      next = frame.pointee.instruction
    }
    // Objects born in one instruction's native code are given up at its end.
    let poolMark = heap.state.pointee.poolCount
    @inline(__always) func settle() {
      if heap.state.pointee.poolCount != poolMark { heap.drain(to: poolMark) }
    }
    @inline(__always) func save() {
      (frames + (state.pointee.depth &- 1)).pointee.instruction = next
    }

    while true {
      do throws(Raised) {
        while true {
          // Operands are decoded where they are used: each case reads what it needs and no more.
          let current = next
          next += 1
          var instruction: Instruction { @inline(__always) get { current.pointee } }
          var a: UnsafeMutablePointer<Value> {
            @inline(__always) get { registers + Int(current.pointee.a) }
          }
          var b: UnsafeMutablePointer<Value> {
            @inline(__always) get { registers + Int(current.pointee.b) }
          }
          var c: UnsafeMutablePointer<Value> {
            @inline(__always) get { registers + Int(current.pointee.c) }
          }
          switch current.pointee.op {
          // MARK: Moving values
          case .move: store(a, own(b.pointee))
          case .take:
            let value = b.pointee
            b.pointee = .undefined
            store(a, value)
          case .loadConstant: store(a, own(code.pointee.constants[instruction.wide]))
          case .kill: clear(a, Int(instruction.b))
          case .checkLocal: if case .undefined = a.pointee { try unboundLocal(code, Int(instruction.a)) }
          case .deleteLocal:
            if case .undefined = a.pointee { try unboundLocal(code, Int(instruction.a)) }
            store(a, .undefined)

          // MARK: Names
          case .loadGlobal:
            let cache = code.pointee.caches + Int(instruction.b)
            let globals = Dict(code.pointee.globals)
            let slot = cache.pointee.slot
            if slot >= 0, slot < globals.entryCount, case .object(let key) = globals.entries[slot].key,
              key == cache.pointee.name.object
            {
              store(a, own(globals.entries[slot].value))
            } else if slot < 0, cache.pointee.version == globals.body.pointee.keysVersion,
              ~slot < builtins.entryCount, case .object(let key) = builtins.entries[~slot].key,
              key == cache.pointee.name.object
            {
              store(a, own(builtins.entries[~slot].value))
            } else {
              store(a, own(try loadGlobal(code, cache)))
            }
          case .storeGlobal:
            let cache = code.pointee.caches + Int(instruction.b)
            let globals = Dict(code.pointee.globals)
            let slot = cache.pointee.slot
            if slot >= 0, slot < globals.entryCount,
              case .object(let key) = globals.entries[slot].key, key == cache.pointee.name.object
            {
              store(&globals.entries[slot].value, own(a.pointee))
            } else {
              storeGlobal(code, cache, a.pointee)
            }
          case .deleteGlobal: try deleteGlobal(code, code.pointee.caches + Int(instruction.b))
          case .loadName:
            store(a, own(try loadName(code, registers, code.pointee.caches + Int(instruction.b))))
            settle()
          case .storeName:
            try storeName(registers, code.pointee.caches[Int(instruction.b)].name, a.pointee)
            settle()
          case .deleteName: try deleteName(registers, code.pointee.caches[Int(instruction.b)].name)
          case .makeCell:
            a.pointee = .object(heap.allocateCell(a.pointee, type: types.cell))
          case .loadCell:
            if case .object(let cell) = b.pointee {
              let content = cell.body(CellBody.self).pointee.content
              if case .undefined = content { try unboundCell(code, Int(instruction.b)) }
              store(a, own(content))
            }
          case .storeCell:
            if case .object(let cell) = a.pointee {
              store(&cell.body(CellBody.self).pointee.content, own(b.pointee))
            }
          case .deleteCell:
            if case .object(let cell) = a.pointee {
              if case .undefined = cell.body(CellBody.self).pointee.content {
                try unboundCell(code, Int(instruction.a))
              }
              store(&cell.body(CellBody.self).pointee.content, .undefined)
            }
          case .loadFree:
            if case .object(let function) = registers[-1] {
              let cell = Function(function).captures[Int(instruction.b)]
              let content = cell.body(CellBody.self).pointee.content
              if case .undefined = content { try unboundFree(code, Int(instruction.b)) }
              store(a, own(content))
            }
          case .storeFree:
            if case .object(let function) = registers[-1] {
              let cell = Function(function).captures[Int(instruction.a)]
              store(&cell.body(CellBody.self).pointee.content, own(b.pointee))
            }
          case .deleteFree:
            if case .object(let function) = registers[-1] {
              let cell = Function(function).captures[Int(instruction.a)]
              if case .undefined = cell.body(CellBody.self).pointee.content {
                try unboundFree(code, Int(instruction.a))
              }
              store(&cell.body(CellBody.self).pointee.content, .undefined)
            }
          case .loadClassFree: store(a, own(try loadClassFree(code, registers, instruction)))

          // MARK: Arithmetic
          case .add, .inPlaceAdd:
            switch (b.pointee, c.pointee) {
            case (.int(let x), .int(let y)):
              let (sum, overflow) = x.addingReportingOverflow(y)
              if !overflow { store(a, .int(sum)); continue }
            case (.float(let x), .float(let y)): store(a, .float(x + y)); continue
            case (.object(let x), .object(let y)):
              if a == b, x.kind == .string, y.kind == .string, x.header.pointee.count == 1,
                appendInPlace(x, y)
              {
                continue
              }
            default: break
            }
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .subtract, .inPlaceSubtract:
            switch (b.pointee, c.pointee) {
            case (.int(let x), .int(let y)):
              let (difference, overflow) = x.subtractingReportingOverflow(y)
              if !overflow { store(a, .int(difference)); continue }
            case (.float(let x), .float(let y)): store(a, .float(x - y)); continue
            default: break
            }
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .multiply, .inPlaceMultiply:
            switch (b.pointee, c.pointee) {
            case (.float(let x), .float(let y)): store(a, .float(x * y)); continue
            case (.int(let x), .int(let y)):
              let (product, overflow) = x.multipliedReportingOverflow(by: y)
              if !overflow { store(a, .int(product)); continue }
            case (.float(let x), .int(let y)): store(a, .float(x * Double(y))); continue
            case (.int(let x), .float(let y)): store(a, .float(Double(x) * y)); continue
            default: break
            }
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .divide:
            switch (b.pointee, c.pointee) {
            case (.float(let x), .float(let y)):
              if y != 0 { store(a, .float(x / y)); continue }
            case (.float(let x), .int(let y)):
              if y != 0 { store(a, .float(x / Double(y))); continue }
            default: break
            }
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .modulo, .inPlaceModulo:
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee, y > 0 {
              let remainder = x % y
              store(a, .int(remainder < 0 ? remainder + y : remainder))
              continue
            }
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .floorDivide, .inPlaceFloorDivide:
            if case .int(let x) = b.pointee, case .int(let y) = c.pointee, y > 0 {
              let quotient = x / y
              store(a, .int(x < 0 && quotient * y != x ? quotient - 1 : quotient))
              continue
            }
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .matrixMultiply, .power, .leftShift, .rightShift, .bitAnd, .bitOr, .bitXor,
            .inPlaceMatrixMultiply, .inPlaceDivide, .inPlacePower, .inPlaceLeftShift,
            .inPlaceRightShift, .inPlaceBitAnd, .inPlaceBitOr, .inPlaceBitXor:
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .addImmediate:
            if case .int(let x) = b.pointee {
              let (sum, overflow) = x.addingReportingOverflow(instruction.immediate)
              if !overflow { store(a, .int(sum)); continue }
            }
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .subtractImmediate:
            if case .int(let x) = b.pointee {
              let (difference, overflow) = x.subtractingReportingOverflow(instruction.immediate)
              if !overflow { store(a, .int(difference)); continue }
            }
            save()
            if try arithmetic(instruction, registers, code) { reload() }
          case .negate, .plus, .invert:
            if case .float(let x) = b.pointee, instruction.op == .negate {
              store(a, .float(-x))
              continue
            }
            save()
            store(a, own(try unary(instruction.op, b.pointee)))
            settle()
          case .not:
            if case .bool(let x) = b.pointee { store(a, .bool(!x)); continue }
            save()
            store(a, .bool(!(try isTrue(b.pointee))))
            settle()

          // MARK: Comparison
          case .less, .lessEqual, .equal, .notEqual, .greater, .greaterEqual, .in, .notIn:
            save()
            try compare(instruction, registers, code)
            settle()
          case .is: store(a, .bool(b.pointee.isIdentical(to: c.pointee)))
          case .isNot: store(a, .bool(!b.pointee.isIdentical(to: c.pointee)))
          case .jumpUnlessLess:
            switch (a.pointee, b.pointee) {
            case (.int(let x), .int(let y)): if !(x < y) { next += instruction.target }; continue
            case (.float(let x), .float(let y)):
              if !(x < y) { next += instruction.target }
              continue
            default: break
            }
            save()
            if !(try compareJump(instruction, registers, code)) { next += instruction.target }
          case .jumpUnlessGreater:
            switch (a.pointee, b.pointee) {
            case (.int(let x), .int(let y)): if !(x > y) { next += instruction.target }; continue
            case (.float(let x), .float(let y)):
              if !(x > y) { next += instruction.target }
              continue
            default: break
            }
            save()
            if !(try compareJump(instruction, registers, code)) { next += instruction.target }
          case .jumpUnlessEqual:
            if case .int(let x) = a.pointee, case .int(let y) = b.pointee {
              if x != y { next += instruction.target }
              continue
            }
            save()
            if !(try compareJump(instruction, registers, code)) { next += instruction.target }
          case .jumpUnlessLessEqual, .jumpUnlessNotEqual, .jumpUnlessGreaterEqual, .jumpUnlessIn,
            .jumpUnlessNotIn:
            save()
            if !(try compareJump(instruction, registers, code)) { next += instruction.target }
          case .jumpUnlessIs:
            if !a.pointee.isIdentical(to: b.pointee) { next += instruction.target }
          case .jumpUnlessIsNot:
            if a.pointee.isIdentical(to: b.pointee) { next += instruction.target }
          case .jumpUnlessLessImmediate:
            if case .int(let x) = a.pointee {
              if !(x < Int(Int16(bitPattern: instruction.b))) { next += instruction.target }
              continue
            }
            save()
            if !(try compareJump(instruction, registers, code)) { next += instruction.target }
          case .jumpUnlessEqualImmediate:
            if case .int(let x) = a.pointee {
              if x != Int(Int16(bitPattern: instruction.b)) { next += instruction.target }
              continue
            }
            save()
            if !(try compareJump(instruction, registers, code)) { next += instruction.target }
          case .jumpUnlessLessEqualImmediate, .jumpUnlessNotEqualImmediate,
            .jumpUnlessGreaterImmediate, .jumpUnlessGreaterEqualImmediate:
            save()
            if !(try compareJump(instruction, registers, code)) { next += instruction.target }

          // MARK: Jumps
          case .jump: next += Int(Int32(truncatingIfNeeded: instruction.wide))
          case .loop:
            if interrupt.pointee != 0 || heap.isCollectionDue {
              save()
              try pause()
            }
            next += Int(Int32(truncatingIfNeeded: instruction.wide))
          case .jumpIfFalse:
            if case .bool(let x) = a.pointee {
              if !x { next += Int(Int32(truncatingIfNeeded: instruction.wide)) }
              continue
            }
            save()
            if !(try isTrue(a.pointee)) { next += Int(Int32(truncatingIfNeeded: instruction.wide)) }
          case .jumpIfTrue:
            if case .bool(let x) = a.pointee {
              if x { next += Int(Int32(truncatingIfNeeded: instruction.wide)) }
              continue
            }
            save()
            if try isTrue(a.pointee) { next += Int(Int32(truncatingIfNeeded: instruction.wide)) }

          // MARK: Attributes and items
          case .loadAttribute:
            let cache = code.pointee.caches + Int(instruction.c)
            if case .object(let object) = b.pointee, object.kind == .instance,
              let shape = object.body(InstanceBody.self).pointee.shape,
              shape == cache.pointee.shape
            {
              store(a, own(object.body(InstanceBody.self).pointee.slots[cache.pointee.slot]))
              continue
            }
            save()
            store(a, own(try loadAttribute(b.pointee, cache)))
            settle()
          case .storeAttribute:
            let cache = code.pointee.caches + Int(instruction.c)
            if case .object(let object) = a.pointee, object.kind == .instance {
              let body = object.body(InstanceBody.self)
              if let shape = body.pointee.shape, shape == cache.pointee.shape {
                if let nextShape = cache.pointee.nextShape {
                  let count = body.pointee.count
                  if count < body.pointee.capacity {
                    body.pointee.slots[Int(count)] = own(b.pointee)
                    body.pointee.count = count &+ 1
                    body.pointee.shape = nextShape
                    continue
                  }
                } else {
                  store(body.pointee.slots + cache.pointee.slot, own(b.pointee))
                  continue
                }
              }
            }
            save()
            try storeAttribute(a.pointee, cache, b.pointee)
            settle()
          case .deleteAttribute:
            save()
            try deleteAttribute(a.pointee, code.pointee.caches[Int(instruction.c)].name)
            settle()
          case .loadItem:
            if case .object(let object) = b.pointee, object.kind == .list,
              case .int(let index) = c.pointee, object.type == types.list
            {
              let list = List(object)
              if UInt(bitPattern: index) < UInt(bitPattern: list.count) {
                store(a, own(list.items[index]))
                continue
              }
            }
            save()
            store(a, own(try item(of: b.pointee, c.pointee)))
            settle()
          case .storeItem:
            save()
            try setItem(of: a.pointee, b.pointee, c.pointee)
            settle()
          case .deleteItem:
            save()
            try deleteItem(of: a.pointee, b.pointee)
            settle()

          // MARK: Building
          case .buildTuple:
            let count = Int(instruction.c)
            let tuple = heap.allocateTuple(count, type: types.tuple)
            for index in 0..<count {
              tuple.items[index] = b[index]
              b[index] = .undefined
            }
            store(a, .object(tuple.object))
          case .buildList:
            let count = Int(instruction.c)
            let list = heap.allocateList(capacity: count, type: types.list)
            for index in 0..<count {
              list.items[index] = b[index]
              b[index] = .undefined
            }
            list.body.pointee.count = count
            store(a, .object(list.object))
          case .buildSet: store(a, .object(heap.allocateSet(type: types.set).object))
          case .buildDict: store(a, .object(heap.allocateDict(type: types.dict).object))
          case .buildSlice: buildSlice(a, b)
          case .buildString: buildString(a, b, Int(instruction.c))
          case .formatValue:
            save()
            store(a, own(try formatField(b, Int(instruction.c))))
            settle()
          case .listAppend:
            if case .object(let list) = a.pointee { List(list).append(b.pointee) }
          case .listExtend:
            save()
            try extend(a.pointee, b.pointee, isUnpacking: true)
            settle()
          case .listToTuple: listToTuple(a, b)
          case .setAdd:
            save()
            try addToSet(a.pointee, b.pointee)
            settle()
          case .setUpdate:
            save()
            try updateSet(a.pointee, b.pointee)
            settle()
          case .dictAdd:
            save()
            try setItem(of: a.pointee, b.pointee, c.pointee)
            settle()
          case .dictUpdate:
            save()
            try updateDict(a.pointee, b.pointee)
            settle()
          case .dictMerge:
            save()
            try mergeKeywords(a.pointee, b.pointee)
            settle()

          // MARK: Calls
          case .call:
            save()
            if heap.state.pointee.finalizerCount != 0 { runFinalizers() }
            let count = Int(instruction.b)
            if case .object(let callee) = a.pointee {
              if callee.kind == .function {
                let target = Function(callee).body.pointee.code
                if target.pointee.plainCount == count {
                  let window = a + 1
                  try pushFrame(target, window, a, count)
                  code = target
                  registers = window
                  next = target.pointee.instructions
                  continue
                }
              } else if callee.kind == .native,
                callee.body(NativeBody.self).pointee.plainCount == count,
                callee.body(NativeBody.self).pointee.receiverType == nil
              {
                let mark = heap.state.pointee.poolCount
                let arguments = Arguments(base: a + 1, parameterCount: count, restCount: 0)
                let value = own(try callee.body(NativeBody.self).pointee.call(self, arguments))
                if heap.state.pointee.poolCount != mark { heap.drain(to: mark) }
                clear(a + 1, count)
                store(a, value)
                continue
              }
            }
            if try call(a, positional: count) { reload() }
          case .callKeywords:
            save()
            if heap.state.pointee.finalizerCount != 0 { runFinalizers() }
            if try callKeywords(a, Int(instruction.b), code.pointee.constants[Int(instruction.c)]) {
              reload()
            }
          case .callUnpacked:
            save()
            if heap.state.pointee.finalizerCount != 0 { runFinalizers() }
            if try callUnpacked(a) { reload() }
          case .callMethod:
            save()
            if heap.state.pointee.finalizerCount != 0 { runFinalizers() }
            let cache = code.pointee.caches + Int(instruction.c)
            let count = Int(instruction.b)
            if case .object(let receiver) = a[1], receiver.kind == .instance,
              let shape = receiver.body(InstanceBody.self).pointee.shape,
              shape == cache.pointee.shape,
              cache.pointee.version == heap.state.pointee.typeVersion,
              case .object(let method) = cache.pointee.value
            {
              store(a, .object(own(method)))
              let target = Function(method).body.pointee.code
              if target.pointee.plainCount == count + 1 {
                let window = a + 1
                try pushFrame(target, window, a, count + 1)
                code = target
                registers = window
                next = target.pointee.instructions
                continue
              }
              if try call(a, positional: count + 1) { reload() }
              continue
            }
            if try callMethod(a, count, cache) { reload() }
          case .makeFunction:
            let parts = Int(instruction.b) == Opcode.noParts ? nil : b
            makeFunction(a, code.child(Int(instruction.c)), parts: parts, registers)
          case .buildClass:
            save()
            try buildClass(a)
            settle()
          case .return:
            let value = a.pointee
            a.pointee = .undefined
            clear(registers, Int(instruction.b))
            let depth = state.pointee.depth &- 1
            state.pointee.depth = depth
            let frame = frames + depth
            if frame.pointee.kind == .call {
              store(frame.pointee.destination, value)
            } else {
              // What goes wrong from here on goes wrong in the caller.
              if depth > entryDepth { reload() }
              try finishFrame(frame.pointee, value)
            }
            if state.pointee.depth == entryDepth { return result.pointee }
            reload()

          // MARK: Generators
          case .yield:
            save()
            let value = a.pointee
            a.pointee = .undefined
            let frame = suspend()
            store(frame.destination, value)
            if state.pointee.depth == entryDepth { return result.pointee }
            reload()
          case .yieldFrom:
            save()
            switch try delegate(a, b) {
            case .entered: reload()
            case .ended: break
            case .yielded(let value):
              // The same instruction comes again with what is sent next.
              (frames + (state.pointee.depth &- 1)).pointee.instruction = next - 1
              let frame = suspend()
              store(frame.destination, value)
              if state.pointee.depth == entryDepth { return result.pointee }
              reload()
            }

          // MARK: Iteration
          case .getIterator:
            save()
            store(a, own(try iterator(over: b.pointee)))
            settle()
          case .forIterator:
            if case .object(let object) = a.pointee, object.kind == .iterator {
              let body = object.body(IteratorBody.self)
              let index = body.pointee.index
              switch body.pointee.mode {
              case .range:
                if body.pointee.step > 0 ? index < body.pointee.stop : index > body.pointee.stop {
                  body.pointee.index = index &+ body.pointee.step
                  store(b, .int(index))
                } else {
                  next += instruction.target
                }
                continue
              case .list:
                if case .object(let list) = body.pointee.source, index < List(list).count {
                  body.pointee.index = index &+ 1
                  store(b, own(List(list).items[index]))
                  continue
                }
              case .tuple:
                if case .object(let tuple) = body.pointee.source, index < Tuple(tuple).count {
                  body.pointee.index = index &+ 1
                  store(b, own(Tuple(tuple).items[index]))
                  continue
                }
              default: break
              }
            }
            save()
            switch try advance(a.pointee, into: b) {
            case .entered: reload()
            case .ended: next += instruction.target
            case .yielded(let value): store(b, value)
            }
          case .unpack:
            save()
            try unpack(a.pointee, Int(instruction.b), into: c)
            settle()
          case .unpackStarred:
            save()
            try unpackStarred(
              a.pointee, before: Int(instruction.b & 0xFF), after: Int(instruction.b >> 8), into: c)
            settle()

          // MARK: Exceptions and contexts
          case .raise:
            save()
            try raise(a.pointee, from: b.pointee)
          case .raiseAgain:
            save()
            try raiseAgain()
          case .reraise:
            save()
            try reraise(a)
          case .beginHandling: beginHandling(a)
          case .endHandling: endHandling(a)
          case .jumpUnlessMatch:
            save()
            if !(try matches(a.pointee, handler: b.pointee)) { next += instruction.target }
          case .enterContext:
            save()
            try enterContext(a, result: b)
            settle()
          case .exitContext:
            save()
            try exitContext(a)
            settle()
          case .exitContextWithException:
            save()
            try exitContextWithException(a)
            settle()
          case .loadAssertionError: store(a, .object(own(types[.assertionError])))

          // MARK: The rest
          case .importName:
            save()
            store(
              a,
              own(
                try importName(
                  code.pointee.constants[Int(instruction.b)],
                  code.pointee.constants[Int(instruction.c)], code)))
          case .importFrom:
            save()
            store(a, own(try importFrom(b.pointee, code.pointee.constants[Int(instruction.c)])))
            settle()
          case .importStar:
            save()
            try importStar(a.pointee, into: code.pointee.globals)
            settle()
          case .display:
            save()
            try display(a.pointee)
          case .annotate:
            save()
            try annotate(code, registers, code.pointee.constants[Int(instruction.a)], b.pointee)
            settle()
          case .matchTest:
            save()
            try matchTest(a, b, Int(instruction.c))
            settle()
          }
        }
      } catch {
        if state.pointee.depth == entryDepth { throw Raised() }
        save()
        try unwind(to: entryDepth)
        reload()
      }
    }
  }

  /// Shows the value of a cell's expression.
  private func display(_ value: Value) throws(Raised) {
    let mark = heap.state.pointee.poolCount
    try host.display(self, value)
    heap.drain(to: mark)
  }
}
