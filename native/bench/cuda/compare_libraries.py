"""CuPy's corrcoef (what cuDF's DataFrame.corr calls) and PyTorch's on the sizes of the benchmark, medians by device events.

Both hold the N x N matrix and return it; the backend's pass reduces it and holds none of it. Prints one line per case, out-of-memory
included, and the device's measured ceilings: a large float64 product and a large copy.
"""

import statistics
import sys

import cupy
import torch


def event_times(run, repeats):
    times = []
    for i in range(-2, repeats):
        start, end = cupy.cuda.Event(), cupy.cuda.Event()
        start.record()
        run()
        end.record()
        end.synchronize()
        if i >= 0:
            times.append(cupy.cuda.get_elapsed_time(start, end))
    return times


def torch_times(run, repeats):
    times = []
    for i in range(-2, repeats):
        start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        start.record()
        run()
        end.record()
        end.synchronize()
        if i >= 0:
            times.append(start.elapsed_time(end))
    return times


def release():
    cupy.get_default_memory_pool().free_all_blocks()
    torch.cuda.empty_cache()


def report(name, strategies, observations, dtype, action):
    try:
        times = action()
        print(f"{name:22s} {strategies:6d} x {observations:4d} {dtype}: median {statistics.median(times):9.3f} ms "
              f"({min(times):.3f}..{max(times):.3f}, {len(times)} runs)", flush=True)
    except (cupy.cuda.memory.OutOfMemoryError, torch.OutOfMemoryError) as error:
        text = str(error).split("\n")[0][:160]
        print(f"{name:22s} {strategies:6d} x {observations:4d} {dtype}: out of memory: {text}", flush=True)
    release()


def ceilings():
    a = torch.randn(8192, 8192, dtype=torch.float64, device="cuda")
    b = torch.randn(8192, 8192, dtype=torch.float64, device="cuda")
    ms = statistics.median(torch_times(lambda: torch.matmul(a, b), 5))
    print(f"ceiling: float64 product 8192^3 {ms:.3f} ms = {2 * 8192**3 / ms * 1e-9:.1f} TFLOP/s", flush=True)
    source = torch.empty(1 << 30, dtype=torch.float32, device="cuda")
    target = torch.empty_like(source)
    ms = statistics.median(torch_times(lambda: target.copy_(source), 10))
    print(f"ceiling: copy of 4 GiB {ms:.3f} ms = {2 * source.nbytes / ms * 1e-6:.0f} GB/s read and written", flush=True)


def main():
    print(f"cupy {cupy.__version__}, torch {torch.__version__}, {torch.cuda.get_device_name(0)}")
    ceilings()
    release()
    if "ceilings" in sys.argv[1:]:
        return
    large = "large" in sys.argv[1:]
    for strategies, observations, repeats in [(25544, 82, 20), (100000, 82, 5), (100000, 2500, 3)]:
        if strategies * observations > 10**8 and not large:
            continue
        x = cupy.random.standard_normal((strategies, observations))
        report("cupy.corrcoef", strategies, observations, "float64",
               lambda: event_times(lambda: cupy.corrcoef(x), repeats))
        y = torch.from_dlpack(x)
        report("torch.corrcoef", strategies, observations, "float64",
               lambda: torch_times(lambda: torch.corrcoef(y), repeats))
        del x, y
        release()


if __name__ == "__main__":
    main()
