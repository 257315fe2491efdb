"""ROI, maximum drawdown and Sharpe ratio of every column with numpy or pandas. Prints seconds as JSON."""
import json
import sys
import time

import numpy as np

how, file, observations = sys.argv[1], sys.argv[2], int(sys.argv[3])
matrix = np.fromfile(file).reshape(observations, -1)
np.seterr(all="ignore")
if how == "pandas":
    import pandas as pd

    frame = pd.DataFrame(matrix)
    start = time.perf_counter()
    equity = frame.cumsum()
    roi, drawdown, sharpe = equity.iloc[-1], (equity.cummax() - equity).max(), frame.mean() / frame.std(ddof=0) * 252**0.5
else:
    start = time.perf_counter()
    equity = np.cumsum(matrix, axis=0)
    roi = equity[-1]
    drawdown = (np.maximum.accumulate(equity, axis=0) - equity).max(axis=0)
    sharpe = matrix.mean(axis=0) / matrix.std(axis=0) * 252**0.5
print(json.dumps({"seconds": time.perf_counter() - start}))
