"""Memory bandwidth: numpy copies and sums 512 MB on as many threads as asked for, best of five. Prints JSON."""
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

threads = int(sys.argv[1])
source = np.ones(64 << 20)
target = np.zeros_like(source)
halves = [slice(k * len(source) // threads, (k + 1) * len(source) // threads) for k in range(threads)]


def best(work):
    with ThreadPoolExecutor(threads) as pool:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            list(pool.map(work, halves))
            times.append(time.perf_counter() - start)
    return min(times)


copy = best(lambda part: np.copyto(target[part], source[part]))
read = best(lambda part: source[part].sum())
print(json.dumps({"read": source.nbytes / read, "copy": 2 * source.nbytes / copy}))
