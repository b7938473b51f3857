import CLoops

extension Op {
  static var linalgRows: [Op] { [] }
}
