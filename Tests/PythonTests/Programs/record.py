"""Records what CPython 3.11 prints for each program: record.py [name ...]"""
import os
import pathlib
import subprocess
import sys

cases = pathlib.Path(__file__).parent / 'Cases'
environment = dict(os.environ, PYTHONHASHSEED='0', PYTHONIOENCODING='utf-8')
names = sys.argv[1:] or sorted(path.stem for path in cases.glob('*.py'))
for name in names:
    program = cases / f'{name}.py'
    run = subprocess.run(
        [sys.executable, str(program)], env=environment, capture_output=True, check=True)
    program.with_suffix('.out').write_bytes(run.stdout)
