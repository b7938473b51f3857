/// `A.__bases__ = (B,)`: a class that changes what it derives from.
extension Machine {
  func setBases(of type: TypeObject, _ new: Value) throws(Raised) {
    let info = type.info
    let bases = try newBases(of: type, new)
    let layout = TypeObject(try layoutBase(bases))
    let old = TypeObject(try layoutBase(info.bases))
    try checkLayout(of: layout, against: old)
    let before = info.bases
    for base in before { TypeObject(base).info.subclasses.removeAll { $0 == type.object } }
    info.bases = bases.map { own($0) }
    for base in bases { TypeObject(base).info.subclasses.append(type.object) }
    do throws(Raised) {
      try renewOrder(of: type.object)
    } catch {
      for base in bases { TypeObject(base).info.subclasses.removeAll { $0 == type.object } }
      for base in before { TypeObject(base).info.subclasses.append(type.object) }
      info.bases = before
      for base in bases { drop(base) }
      throw error
    }
    for base in before { drop(base) }
    retireShapes(of: type.object)
    refreshSpecials(type.object, nil)
  }

  private func newBases(of type: TypeObject, _ new: Value) throws(Raised) -> [Object] {
    let place = "\(type.name).__bases__"
    guard isTuple(new), let items = items(new) else {
      throw raise(.typeError, "can only assign tuple to \(place), not \(typeName(of: new))")
    }
    if items.isEmpty {
      throw raise(.typeError, "can only assign non-empty tuple to \(place), not ()")
    }
    var bases: [Object] = []
    for item in items {
      guard let base = item.object(.type) else {
        throw raise(.typeError, "\(place) must be tuple of classes, not '\(typeName(of: item))'")
      }
      if TypeObject(base).isSubclass(of: type.object) {
        throw raise(.typeError, "a __bases__ item causes an inheritance cycle")
      }
      bases.append(base)
    }
    return bases
  }

  /// Instances that are there keep their memory: it must be that of the new base's instances.
  private func checkLayout(of new: TypeObject, against old: TypeObject) throws(Raised) {
    let problem: String
    if new.isUserDefined != old.isUserDefined || new.info.layoutType != old.info.layoutType {
      problem = "deallocator"
    } else if new.info.slotNames != old.info.slotNames {
      problem = "object layout"
    } else {
      return
    }
    throw raise(
      .typeError, "__bases__ assignment: '\(new.name)' \(problem) differs from '\(old.name)'")
  }

  /// Computes the resolution order of a class and of all that derive from it; where one of them
  /// has none, all keep theirs.
  private func renewOrder(of type: Object) throws(Raised) {
    var replaced: [(type: Object, order: [Object])] = []
    do throws(Raised) {
      try renewOrder(of: type, &replaced)
    } catch {
      for (type, order) in replaced.reversed() {
        dropOrder(TypeObject(type).info.resolutionOrder)
        TypeObject(type).info.resolutionOrder = order
      }
      throw error
    }
    for (_, order) in replaced { dropOrder(order) }
  }

  private func renewOrder(of type: Object, _ replaced: inout [(type: Object, order: [Object])])
    throws(Raised)
  {
    let info = TypeObject(type).info
    let order = try linearize(info.name, info.bases)
    replaced.append((type, info.resolutionOrder))
    info.resolutionOrder = [type] + order.map { own($0) }
    for subclass in info.subclasses { try renewOrder(of: subclass, &replaced) }
  }

  /// An order owns all its classes but the first.
  private func dropOrder(_ order: [Object]) {
    for base in order.dropFirst() { drop(base) }
  }
}
