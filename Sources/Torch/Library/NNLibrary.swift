/// `torch.nn`: modules, layers, losses; in the parts that PyTorch keeps them in.
let nnSources: [LibraryText] =
  [moduleSource, bufferSource, containerSource] + linearSources + activationSources + [convolutionSource]
  + poolingSources + normalizationSources + [sparseSource, recurrentSource] + attentionSources
  + [lossSource, adaptiveSource, lazySource, parallelSource]
