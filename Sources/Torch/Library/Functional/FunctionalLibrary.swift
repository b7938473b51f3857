/// `torch.nn.functional`: what the table of operations does not have.
let functionalSource = LibraryText(
  "torch.nn.functional",
  activationFunctionsText + lossFunctionsText + attentionFunctionsText
    + recordedFunctionsText + sharedFunctionsText)

private let sharedFunctionsText = #"""
def one_hot(tensor, num_classes=-1):
    if tensor.dtype != torch.int64:
        raise RuntimeError('one_hot is only applicable to index tensor of type LongTensor.')
    if num_classes == -1:
        num_classes = int(tensor.max()) + 1
    if tensor.numel() and int(tensor.min()) < 0:
        raise RuntimeError('Class values must be non-negative.')
    if tensor.numel() and int(tensor.max()) >= num_classes:
        raise RuntimeError('Class values must be smaller than num_classes.')
    return (tensor.unsqueeze(-1) == torch.arange(num_classes)).long()

"""#
