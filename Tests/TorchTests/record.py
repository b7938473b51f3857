"""Records what PyTorch prints for the programs in Recorded/*.py, a section each.

    python record.py
"""
import contextlib
import io
import pathlib
import warnings

import torch

torch.set_num_threads(1)
warnings.simplefilter('ignore')

for path in sorted((pathlib.Path(__file__).parent / 'Recorded').glob('*.py')):
    text = ''
    for section in path.read_text().split('# %% ')[1:]:
        title, source = section.split('\n', 1)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                exec(compile(source, title, 'exec'), {'__name__': '__main__'})
            except Exception as error:
                name, message = type(error).__name__, str(error)
                print(f'{name}: {message}' if message else name)
        text += f'=== {title}\n{out.getvalue()}'
    path.with_suffix('.txt').write_text(text)
