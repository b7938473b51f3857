# %% arguments that fuzzing has found to be dangerous: what each call raises, or its shape
import torch
import torch.nn.functional as F

NOTHING, POINT, LINE = torch.zeros(0), torch.tensor(1.), torch.ones(3)

CALLS = {
    "pad of nothing by no widths": lambda: F.pad(NOTHING, [], mode="replicate"),
    "replication layer without widths": lambda: torch.nn.ReplicationPad1d([])(NOTHING),
    "reflection by three widths": lambda: F.pad(LINE, [1, 1, 1], mode="reflect"),
    "circular padding of eight widths": lambda: F.pad(torch.ones(1, 1, 1, 1, 1), [0] * 8, mode="circular"),
    "fold without sizes": lambda: F.fold(torch.ones(1, 4, 4), [], [2, 2]),
    "searchsorted in a point": lambda: torch.searchsorted(POINT, LINE),
    "searchsorted of other leading sizes": lambda: torch.searchsorted(torch.ones(2, 3), torch.ones(3, 3)),
    "take_along_dim in a point": lambda: torch.take_along_dim(POINT, torch.zeros(2, 2).long(), 1),
    "embedding in a line, limited": lambda: F.embedding(torch.tensor([0]), LINE, max_norm=1.0),
    "huge padding": lambda: F.pad(LINE, [2 ** 62, 2 ** 62]),
    "huge view": lambda: LINE.view(2 ** 62, 4),
    "huge repetition": lambda: LINE.repeat(2 ** 40, 2 ** 40),
}

for name, call in CALLS.items():
    try:
        print(name, "gives", tuple(call().shape))
    except Exception as error:
        print(name, "raises", type(error).__name__)
