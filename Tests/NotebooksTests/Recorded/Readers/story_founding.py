# <cellgrad>
# notebook: {"metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}, "recorded_with": {"ipykernel": "7.4.0", "ipython": "9.18.1", "numpy": "2.4.6", "python": "3.11.7", "torch": "2.13.0+cpu"}}, "nbformat_minor": 5}
# </cellgrad>

# %% [markdown] cell.id="cell-001"
# # The founding document, cell by cell, with a fixed seed
# The cells below are those of the founding document. Only the first one is new: it fixes the seed
# and imports the bare name `grad`, which the document used without showing its import.

# %% cell.id="cell-002" cell.execution_count=1
from torch.autograd import grad
import torch
_ = torch.manual_seed(181)

# %% cell.id="cell-003" cell.execution_count=2
import torch
import torch.nn as nn

# 예제 데이터 생성
X = torch.randn(100, 2)
y = torch.randint(0, 2, (100,))

# 모델 정의
class ClassificationModel(nn.Module):
    def __init__(self):
        super(ClassificationModel, self).__init__()
        self.fc1 = nn.Linear(2, 2)
    
    def forward(self, x):
        x = self.fc1(x)
        return x

model = ClassificationModel()

# Cross Entropy Loss와 KL Divergence Loss 정의
cross_entropy_loss = nn.CrossEntropyLoss()
kl_divergence_loss = nn.KLDivLoss(reduction='batchmean')

# Forward Pass
outputs = model(X)

# Cross Entropy Loss 계산
ce_loss = cross_entropy_loss(outputs, y)

# KL Divergence Loss 계산
p = torch.tensor([0.1, 0.2])  # 예시 분포
kl_loss = kl_divergence_loss(torch.log(outputs), p)
kl_loss = ce_loss

# Gradient 계산 (torch.autograd.grad 사용)
ce_gradient = grad(ce_loss, model.parameters(), retain_graph=True)
kl_gradient = grad(kl_loss, model.parameters(), retain_graph=True)

# Gradient 확인
print("Cross Entropy Loss Gradient:")
for grad_param in ce_gradient:
    print(grad_param)

print("\nKL Divergence Loss Gradient:")
for grad_param in kl_gradient:
    print(grad_param)
#> Cross Entropy Loss Gradient:
#> tensor([[ 0.1009,  0.1410],
#>         [-0.1009, -0.1410]])
#> tensor([ 0.1801, -0.1801])
#>
#> KL Divergence Loss Gradient:
#> tensor([[ 0.1009,  0.1410],
#>         [-0.1009, -0.1410]])
#> tensor([ 0.1801, -0.1801])

# %% cell.id="cell-004" cell.execution_count=3
ce_loss
#> Out[3]: tensor(0.9127, grad_fn=<NllLossBackward0>)

# %% cell.id="cell-005" cell.execution_count=4
kl_loss
#> Out[4]: tensor(0.9127, grad_fn=<NllLossBackward0>)

# %% cell.id="cell-006" cell.execution_count=5
total_loss = ce_loss + 2 * kl_loss
total_loss
#> Out[5]: tensor(2.7382, grad_fn=<AddBackward0>)

# %% cell.id="cell-007" cell.execution_count=6
ce_gradient = torch.autograd.grad(total_loss, model.parameters(), retain_graph=True)
ce_gradient
#> Out[6]: 
#> (tensor([[ 0.3026,  0.4231],
#>          [-0.3026, -0.4231]]),
#>  tensor([ 0.5404, -0.5404]))

# %% cell.id="cell-008" cell.execution_count=7
ce_gradient = torch.autograd.grad(ce_loss, model.parameters(), retain_graph=True)
for grad_param in ce_gradient:
    print(grad_param)
#> tensor([[ 0.1009,  0.1410],
#>         [-0.1009, -0.1410]])
#> tensor([ 0.1801, -0.1801])

# %% cell.id="cell-009" cell.execution_count=8
ce_gradient =  torch.tensor(3) * torch.autograd.grad(ce_loss, model.parameters(), retain_graph=True)
for grad_param in ce_gradient:
    print(grad_param)
#> tensor([[ 0.1009,  0.1410],
#>         [-0.1009, -0.1410]])
#> tensor([ 0.1801, -0.1801])
#> tensor([[ 0.1009,  0.1410],
#>         [-0.1009, -0.1410]])
#> tensor([ 0.1801, -0.1801])
#> tensor([[ 0.1009,  0.1410],
#>         [-0.1009, -0.1410]])
#> tensor([ 0.1801, -0.1801])

# %% cell.id="cell-010" cell.execution_count=9
total_gradient = ce_gradient + kl_gradient
total_gradient
#> Out[9]: 
#> (tensor([[ 0.1009,  0.1410],
#>          [-0.1009, -0.1410]]),
#>  tensor([ 0.1801, -0.1801]),
#>  tensor([[ 0.1009,  0.1410],
#>          [-0.1009, -0.1410]]),
#>  tensor([ 0.1801, -0.1801]),
#>  tensor([[ 0.1009,  0.1410],
#>          [-0.1009, -0.1410]]),
#>  tensor([ 0.1801, -0.1801]),
#>  tensor([[ 0.1009,  0.1410],
#>          [-0.1009, -0.1410]]),
#>  tensor([ 0.1801, -0.1801]))

# %% cell.id="cell-011" cell.execution_count=10
ce_gradient =  torch.autograd.grad(torch.tensor(3) * ce_loss, model.parameters(), retain_graph=True)
for grad_param in ce_gradient:
    print(grad_param)
#> tensor([[ 0.3026,  0.4231],
#>         [-0.3026, -0.4231]])
#> tensor([ 0.5404, -0.5404])

# %% cell.id="cell-012" cell.execution_count=11
# Gradient 확인
print("Cross Entropy Loss Gradient:")
ce_gradient = torch.autograd.grad(ce_loss, model.parameters(), retain_graph=True)
for grad_param in ce_gradient:
    print(torch.tensor(3) * grad_param)
#> Cross Entropy Loss Gradient:
#> tensor([[ 0.3026,  0.4231],
#>         [-0.3026, -0.4231]])
#> tensor([ 0.5404, -0.5404])

# %% cell.id="cell-013" cell.execution_count=12
model
#> Out[12]: 
#> ClassificationModel(
#>   (fc1): Linear(in_features=2, out_features=2, bias=True)
#> )

# %% cell.id="cell-014" cell.execution_count=13
outputs[:3], y[:3], X[:2]
#> Out[13]: 
#> (tensor([[ 0.4536,  0.4668],
#>          [ 0.8428,  0.0056],
#>          [ 0.5128, -0.9824]], grad_fn=<SliceBackward0>),
#>  tensor([0, 1, 0]),
#>  tensor([[-0.3996, -1.3136],
#>          [ 0.4831, -1.1680]]))

# %% cell.id="cell-015" cell.execution_count=14
kl_divergence_loss(torch.log(outputs), p)
#> Out[14]: tensor(nan, grad_fn=<DivBackward0>)
