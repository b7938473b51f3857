"""Compares every random stream of random-vectors.json with the one at hand, and prints what differs.

A case seeds the default generator and runs its code, whose last line is an expression. Its value, the
normal number that waits in the generator and the generator's next 31 bits must be the recorded ones;
floats are written as float.hex writes them. Runs with PyTorch as well.
"""
import json
import math
import random
import struct

import torch
import torch.distributions as D
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import *


def plain(value):
    """A result as the recording has it."""
    if isinstance(value, nn.Module):
        value = value.state_dict()
    if isinstance(value, torch.Tensor):
        if value.is_complex():
            value = torch.view_as_real(value)
        kind = str(value.dtype).replace('torch.', '')
        values = value.detach().flatten()
        values = values.double().tolist() if value.is_floating_point() else values.long().tolist()
        return {'dtype': kind, 'shape': list(value.shape), 'values': [plain(v) for v in values]}
    if isinstance(value, float):
        return value.hex()
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def waiting_normal():
    """The second number of a pair of normals that the generator keeps, or None."""
    state = bytes(torch.get_rng_state().tolist())
    number, is_kept = struct.unpack_from('<d8xi', state, 5024)
    return number.hex() if is_kept else None


def is_close(got, wanted):
    """Whether two recordings agree but for the last bits of a factorization."""
    pairs = zip(got['values'], wanted['values'])
    return all(abs(float.fromhex(a) - float.fromhex(b)) < 1e-6 for a, b in pairs)


def run(case):
    torch.manual_seed(case['seed'])
    *statements, expression = case['code'].split('\n')
    names = dict(globals())
    exec('\n'.join(statements), names)
    got = plain(eval(expression, names))
    wanted = case['result']
    if got != wanted and not ('orthogonal_' in expression and is_close(got, wanted)):
        print('seed', case['seed'], case['code'], 'gave', got)
    if waiting_normal() != case['cached_normal']:
        print('seed', case['seed'], case['code'], 'keeps', waiting_normal())
    next31 = torch.empty(1, dtype=torch.int32).random_().item()
    if next31 != case['next31']:
        print('seed', case['seed'], case['code'], 'is followed by', next31)


for case in json.loads(VECTORS):
    run(case)
