"""
Swap evaluations per second with numpy: one member of a portfolio of 35 is replaced by each of a block of candidates,
and ROI / max drawdown - 10 * mean correlation is computed for the whole block at once. Prints the rate as JSON.
"""
import json
import sys
import time

import numpy as np

file, observations, size, block = sys.argv[1], int(sys.argv[2]), 35, int(sys.argv[3])
matrix = np.fromfile(file).reshape(observations, -1)
np.seterr(all="ignore")
centred = matrix - matrix.mean(axis=0)
z = np.nan_to_num(centred / np.sqrt((centred**2).sum(axis=0)))
members = np.arange(size)
total, total_z = matrix[:, members].sum(axis=1), z[:, members].sum(axis=1)
done, start = 0, time.perf_counter()
while time.perf_counter() - start < 3:
    out = done % size
    first = (done * 7) % (matrix.shape[1] - block)
    rows = (total - matrix[:, out])[:, None] + matrix[:, first : first + block]
    equity = np.cumsum(rows / size, axis=0)
    drawdown = (np.maximum.accumulate(equity, axis=0) - equity).max(axis=0)
    sums = (total_z - z[:, out])[:, None] + z[:, first : first + block]
    mean_rho = ((sums**2).sum(axis=0) - size) / (size * (size - 1))
    (equity[-1] / drawdown - 10 * mean_rho).argmax()
    done += block
print(json.dumps({"perSecond": done / (time.perf_counter() - start)}))
