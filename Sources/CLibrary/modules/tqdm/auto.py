"""The same bars: this is a terminal."""
from tqdm import tqdm, trange

tqdm_notebook, tnrange = tqdm, trange
