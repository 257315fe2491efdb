"""A session's P&L as CuPy sees it through Arrow's C device interface: the same memory, no copy.

    python3 native/tests/cuda/device_block.py LIBRARY

Opens a matrix on the CUDA backend, takes the block, closes the session, and sums the columns with CuPy where they lie. Sums and every
cell are compared with the host's; memory of the device is read before and after. The last line is "N passed, N failed".
"""

import ctypes
import sys

import cupy
import numpy

OK, CUDA, BEST, BLOCK = 0, 2, -1, 12


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


release_schema = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
release_array = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))
Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p),
    ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(Schema))), ("dictionary", ctypes.POINTER(Schema)),
    ("release", release_schema), ("private_data", ctypes.c_void_p),
]
Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
    ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
    ("buffers", ctypes.POINTER(ctypes.c_void_p)), ("children", ctypes.POINTER(ctypes.POINTER(Array))),
    ("dictionary", ctypes.POINTER(Array)), ("release", release_array), ("private_data", ctypes.c_void_p),
]


class DeviceArray(ctypes.Structure):
    _fields_ = [
        ("array", Array), ("device_id", ctypes.c_int64), ("device_type", ctypes.c_int32),
        ("sync_event", ctypes.c_void_p), ("reserved", ctypes.c_int64 * 3),
    ]


class Matrix(ctypes.Structure):
    _fields_ = [("observations", ctypes.c_uint64), ("strategies", ctypes.c_uint64), ("rows", ctypes.c_void_p)]


class OpenParams(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32), ("device", ctypes.c_int32), ("thread_count", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32), ("memory_limit_bytes", ctypes.c_uint64), ("pnl", Matrix),
        ("correlation_source", Matrix), ("control", ctypes.c_void_p),
    ]


class BlockParams(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32), ("reserved", ctypes.c_uint32), ("names", ctypes.c_void_p),
        ("schema", ctypes.POINTER(Schema)), ("array", ctypes.POINTER(DeviceArray)),
    ]


class Backend(ctypes.Structure):
    _fields_ = [
        ("abi_version", ctypes.c_uint32), ("struct_size", ctypes.c_uint32),
        ("name", ctypes.c_char_p), ("version", ctypes.c_char_p),
        ("score", ctypes.CFUNCTYPE(ctypes.c_int32)), ("device_count", ctypes.c_void_p),
        ("describe", ctypes.c_void_p), ("reason", ctypes.CFUNCTYPE(ctypes.c_char_p)), ("supports", ctypes.c_void_p),
        ("open", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(OpenParams), ctypes.POINTER(ctypes.c_void_p))),
        ("close", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        ("run", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)),
        ("last_error", ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.c_void_p)), ("plan", ctypes.c_void_p),
    ]


class Block:
    """Releases what was taken when the last array over it is gone."""

    def __init__(self, backend, session):
        self.schema, self.device = Schema(), DeviceArray()
        asked = BlockParams(ctypes.sizeof(BlockParams), 0, None, ctypes.pointer(self.schema), ctypes.pointer(self.device))
        if backend.run(session, BLOCK, ctypes.byref(asked)) != OK:
            raise SystemExit(backend.last_error(session).decode())

    def columns(self):
        array = self.device.array
        return [array.children[i].contents.buffers[1] for i in range(array.n_children)]

    def __del__(self):
        if self.device.array.release:
            self.device.array.release(ctypes.byref(self.device.array))
        if self.schema.release:
            self.schema.release(ctypes.byref(self.schema))


def open_session(backend, table):
    observations, strategies = table.shape
    addresses = (ctypes.c_void_p * observations)(*[row.ctypes.data for row in table])
    asked = OpenParams()
    asked.struct_size, asked.device = ctypes.sizeof(OpenParams), BEST
    asked.pnl = Matrix(observations, strategies, ctypes.cast(addresses, ctypes.c_void_p))
    session = ctypes.c_void_p()
    if backend.open(ctypes.byref(asked), ctypes.byref(session)) != OK:
        raise SystemExit(backend.last_error(None).decode())
    return session


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
    library = ctypes.CDLL(sys.argv[1])
    library.tessera_backend_entry.restype = ctypes.POINTER(Backend)
    backend = library.tessera_backend_entry().contents
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
