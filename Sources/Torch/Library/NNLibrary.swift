/// `torch.nn`: modules, layers, losses; in the parts that PyTorch keeps them in.
let nnSources: [LibraryText] =
  [moduleSource, containerSource] + linearSources + activationSources + [convolutionSource]
  + poolingSources + normalizationSources + [sparseSource, recurrentSource] + attentionSources
  + [lossSource, lazySource, parallelSource]
