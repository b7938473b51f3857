// Trains a perceptron with one hidden layer to tell the inside of a circle from the outside, with the library
// `Tensors` alone: no Python, no interpreter.
//
//     make example
import Tensors

/// A layer whose weight and bias are drawn as PyTorch's `nn.Linear` draws them.
struct Layer {
  let weight: Tensor
  let bias: Tensor

  init(from inputs: Int, to outputs: Int, _ generator: Generator) throws {
    let bound = 1 / Double(inputs).squareRoot()
    weight = try Tensor.uniform([outputs, inputs], from: -bound, to: bound, generator).requiringGrad()
    bias = try Tensor.uniform([outputs], from: -bound, to: bound, generator).requiringGrad()
  }

  var parameters: [Tensor] { [weight, bias] }

  func callAsFunction(_ x: Tensor) throws -> Tensor { try linear(x, weight, bias) }
}

/// Two layers with a rectifier between them.
struct Perceptron {
  let hidden: Layer
  let output: Layer

  init(inputs: Int, hidden width: Int, classes: Int, _ generator: Generator) throws {
    hidden = try Layer(from: inputs, to: width, generator)
    output = try Layer(from: width, to: classes, generator)
  }

  var parameters: [Tensor] { hidden.parameters + output.parameters }

  func callAsFunction(_ x: Tensor) throws -> Tensor { try output(hidden(x).relu()) }
}

/// Points of the square from -1 to 1, and for each whether it lies in a circle of half the square's area.
func circle(_ count: Int, _ generator: Generator) throws -> (points: Tensor, labels: Tensor) {
  let points = try Tensor.uniform([count, 2], from: -1, to: 1, generator)
  let squaredRadius = try (points * points).sum([1])
  return (points, try squaredRadius.lt(.double(2 / Double.pi)).to(.int64))
}

/// The share of points whose label the model gives the highest score.
func accuracy(_ model: Perceptron, _ points: Tensor, _ labels: Tensor) throws -> Double {
  try noGrad {
    try model(points).argmax(1).eq(labels).to(.float32).mean().item().double
  }
}

let generator = Generator(seed: 0)
let (points, labels) = try circle(512, generator)
let model = try Perceptron(inputs: 2, hidden: 32, classes: 2, generator)
let optimizer = try Optimizer(model.parameters, .adam(AdamStep(learningRate: 0.01)))

for epoch in 1...200 {
  optimizer.zeroGrad()
  let loss = try crossEntropy(model(points), labels)
  try loss.backward()
  try optimizer.step()
  if epoch % 40 == 0 { print("epoch", epoch, "loss", loss) }
}
let (unseen, truth) = try circle(1000, generator)
print("accuracy on unseen points:", try accuracy(model, unseen, truth))
