# How long a cell takes from its text to code that can run: tokens, tree, scopes, instructions.
# Runs on either interpreter: python3 bench/compile.py, cellgrad bench/compile.py.
import time

# One round of what notebooks hold: some 100 lines, names of their own per round.
ROUND = '''
# ---- Part {n}: data ----------------------------------------------------
import math
from collections import defaultdict

BATCH_SIZE_{n} = 32
names_{n} = ['ada', 'bob', "eve", 'mallory', '민지']
weights_{n} = {{'hidden': 64, 'output': 10, 'rate': 1e-3, 'decay': 0.01}}


def load_{n}(path, limit=None, *, shuffle=True):
    """Reads rows of numbers from a file.

    Lines that begin with `#` are comments; the others hold a number per column,
    separated by commas.
    """
    rows = []
    with open(path) as file:
        for number, line in enumerate(file):
            if line.startswith('#') or not line.strip():
                continue
            row = [float(item) for item in line.split(',')]
            if limit is not None and number >= limit:
                break
            rows.append(row)
    return rows if not shuffle else sorted(rows, key=lambda row: hash(tuple(row)))


class Model{n}(nn.Module):
    """Two layers with an activation between them."""

    def __init__(self, inputs, hidden=64, outputs=10, dropout=0.1):
        super().__init__()
        self.first = nn.Linear(inputs, hidden)
        self.second = nn.Linear(hidden, outputs)
        self.dropout = nn.Dropout(dropout)
        self.history = []

    def forward(self, x):
        x = x.view(x.size(0), -1)           # one row per sample
        x = torch.relu(self.first(x))
        x = self.dropout(x)
        return self.second(x)

    @property
    def size(self):
        return sum(p.numel() for p in self.parameters() if p.requires_grad)

    def __repr__(self):
        return f'Model{n}({{self.size}} parameters, {{len(self.history):>4}} steps)'


# Training: the loop that every notebook has.
torch.manual_seed({n})
model_{n} = Model{n}(28 * 28, hidden=weights_{n}['hidden'])
optimizer = torch.optim.SGD(model_{n}.parameters(), lr=weights_{n}['rate'], momentum=0.9)
criterion = nn.CrossEntropyLoss()

for epoch in range(3):
    total, correct, seen = 0.0, 0, 0
    for start in range(0, len(images), BATCH_SIZE_{n}):
        batch = images[start:start + BATCH_SIZE_{n}]
        target = labels[start:start + BATCH_SIZE_{n}]
        optimizer.zero_grad()
        output = model_{n}(batch)
        loss = criterion(output, target)
        loss.backward()
        optimizer.step()
        total += loss.item() * batch.size(0)
        correct += (output.argmax(dim=1) == target).sum().item()
        seen += batch.size(0)
    model_{n}.history.append((total / seen, correct / seen))
    print(f'epoch {{epoch + 1}}: loss {{total / seen:.4f}}, accuracy {{100 * correct / seen:.1f}}%')

# What came out of it
best_{n} = max(model_{n}.history, key=lambda pair: pair[1])
counts_{n} = defaultdict(int)
for name in names_{n}:
    for letter in name:
        counts_{n}[letter] += 1
top_{n} = [(letter, count) for letter, count in counts_{n}.items() if count > 1]
if best_{n}[1] > 0.9:
    print('good enough')
elif best_{n}[1] > 0.5 and not math.isnan(best_{n}[0]):
    print('getting there')
else:
    print('not yet')


def summary_{n}(model, *values, **options):
    result = {{}}
    try:
        for value in values:
            mean = sum(value) / len(value)
            spread = math.sqrt(sum((item - mean) ** 2 for item in value) / max(1, len(value) - 1))
            result[options.get('prefix', 'value') + str(len(result))] = (mean, spread)
    except ZeroDivisionError as problem:
        print('nothing to sum up:', problem)
    finally:
        model.eval()
    return result
'''

LINES = 2000


def cell():
    """The text of a cell of 2,000 lines."""
    count = LINES // (ROUND.count('\n') - 1) + 1
    lines = ''.join(ROUND.format(n=n) for n in range(count)).split('\n')[:LINES]
    while lines[-1].startswith(' '):
        lines.pop()
    return '\n'.join(lines) + '\n'


def best_time(text, rounds):
    """The least of many times, in milliseconds."""
    best = float('inf')
    for _ in range(rounds):
        start = time.perf_counter()
        compile(text, '<cell>', 'exec')
        best = min(best, time.perf_counter() - start)
    return best * 1000


text = cell()
size = len(text.encode())
print(f'{text.count(chr(10))} lines, {size} bytes: {best_time(text, 50):.2f} ms')
