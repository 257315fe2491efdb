"""All pairwise correlations with numpy.corrcoef (N x N in memory) or pandas.DataFrame.corr. Prints seconds as JSON."""
import json
import sys
import time

import numpy as np

how, file, observations, strategies = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
matrix = np.fromfile(file).reshape(observations, -1)[:, :strategies]
if how == "pandas":
    import pandas as pd

    frame = pd.DataFrame(matrix)
    start = time.perf_counter()
    frame.corr()
else:
    start = time.perf_counter()
    with np.errstate(all="ignore"):
        np.corrcoef(matrix, rowvar=False)
print(json.dumps({"seconds": time.perf_counter() - start}))
