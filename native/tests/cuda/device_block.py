"""A session's P&L as CuPy sees it through Arrow's C device interface: the same memory, no copy.

    python3 native/tests/cuda/device_block.py LIBRARY

Opens a matrix on the CUDA backend, takes the block, closes the session, and sums the columns with CuPy where they lie. Sums and every
cell are compared with the host's; memory of the device is read before and after. The last line is "N passed, N failed".
"""

import ctypes
import pathlib
import sys

import cupy
import numpy

sys.path.append(str(pathlib.Path(__file__).parents[1] / "python"))
from backend_abi import DEVICE_BLOCK, DeviceArray, DeviceBlockParams, Schema, load_backend, open_session, run  # noqa: E402

CUDA = 2


class Block:
    """Releases what was taken when the last array over it is gone."""

    def __init__(self, backend, session):
        self.schema, self.device = Schema(), DeviceArray()
        out = ctypes.pointer(self.schema), ctypes.pointer(self.device)
        run(backend, session, DEVICE_BLOCK, DeviceBlockParams(ctypes.sizeof(DeviceBlockParams), 0, None, *out))

    def columns(self):
        array = self.device.array
        return [array.children[i].contents.buffers[1] for i in range(array.n_children)]

    def __del__(self):
        if self.device.array.release:
            self.device.array.release(ctypes.byref(self.device.array))
        if self.schema.release:
            self.schema.release(ctypes.byref(self.schema))


def over(block):
    """All columns as one array of CuPy, [strategy][observation], where they lie."""
    columns = block.columns()
    steps = set(numpy.diff(numpy.array(columns, dtype=numpy.uint64)).tolist())
    assert len(steps) == 1, "columns lie at one distance"
    pitch = steps.pop()
    memory = cupy.cuda.UnownedMemory(columns[0], pitch * len(columns), block, block.device.device_id)
    shape = (len(columns), block.device.array.length)
    return cupy.ndarray(shape, dtype=cupy.float64, memptr=cupy.cuda.MemoryPointer(memory, 0), strides=(pitch, 8))


def used():
    cupy.cuda.Device().synchronize()
    cupy.get_default_memory_pool().free_all_blocks()
    free, total = cupy.cuda.runtime.memGetInfo()
    return total - free


def check(backend, observations, strategies):
    table = numpy.random.default_rng(1).normal(0, 1e4, (observations, strategies))
    session = open_session(backend, table)
    before = used()
    block = Block(backend, session)
    first, kind = block.columns()[0], block.device.device_type
    cells = over(block)
    taken = used() - before
    backend.close(session)  # the block is the consumer's now
    del block
    sums = cupy.asnumpy(cells.sum(axis=1))
    found = {
        "the block is CUDA memory": kind == CUDA,
        "CuPy reads at the address of the block": cells.data.ptr == first,
        "no memory of the device was taken for it": taken == 0,
        "sums of all strategies are the host's": numpy.allclose(sums, table.sum(axis=0), rtol=1e-12, atol=1e-6),
        "every cell is the host's, to the bit": numpy.array_equal(cupy.asnumpy(cells), table.T),
    }
    held = used()
    del cells
    found["the memory goes when CuPy lets go"] = used() <= held - 8 * observations * strategies // 2
    print(f"{observations} x {strategies}: taken {taken} bytes, let go {held - used()} bytes, largest difference of a sum "
          f"{numpy.abs(sums - table.sum(axis=0)).max():.3g}")
    return found


def main():
    backend = load_backend(sys.argv[1])
    if backend.score() == 0:
        raise SystemExit(f"no usable GPU: {backend.reason().decode()}")
    cupy.zeros(1).sum()  # its context and kernels, before memory is counted
    passed = failed = 0
    for shape in ((82, 25_544), (2_500, 25_544)):
        for what, holds in check(backend, *shape).items():
            passed, failed = passed + bool(holds), failed + (not holds)
            if not holds:
                print(f"not true: {what}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
