import Python
import Tensors

/// An order of dimensions in memory: the argument `memory_format`.
enum MemoryFormat: String {
  case contiguous = "torch.contiguous_format"
  case preserve = "torch.preserve_format"
  case channelsLast = "torch.channels_last"
  case channelsLast3D = "torch.channels_last_3d"

  /// The rank of the tensors that a format with the channels last is for.
  var rank: Int? {
    switch self {
    case .contiguous, .preserve: nil
    case .channelsLast: 4
    case .channelsLast3D: 5
    }
  }
}

extension TorchBinding {
  /// The format that the argument `memory_format` of a function names; None preserves.
  func memoryFormat(_ value: Value?, _ function: String) throws(Raised) -> MemoryFormat {
    guard let value, !value.isNone else { return .preserve }
    let name = machine.ownValue(machine.symbol("_name"), of: value).flatMap { machine.text($0) }
    if let format = name.flatMap({ MemoryFormat(rawValue: $0) }) { return format }
    throw machine.raise(
      .typeError,
      "\(function)(): argument 'memory_format' must be torch.memory_format, not \(machine.typeName(of: value))")
  }

  /// A tensor in a format, itself if it is so already.
  func arranged(
    _ x: Tensor, _ format: MemoryFormat, byConversion: Bool = false
  ) throws(Raised) -> Tensor {
    switch format {
    case .preserve: x
    case .contiguous: try run { try x.contiguous() }
    case .channelsLast: try run { try x.channelsLast(rank: 4, byConversion: byConversion) }
    case .channelsLast3D: try run { try x.channelsLast(rank: 5, byConversion: byConversion) }
    }
  }
}
