"""Blocks to and from pyarrow through Arrow's C data interface: the same memory, no copy.

    python3 native/tests/arrow/pyarrow_border.py BORDER CPU_BACKEND

A block of P&L, a table of metrics and a block of correlations are given to pyarrow, which reads them where they lie, hands them back and
gives blocks of its own. The last line is "N passed, N failed".
"""

import ctypes
import gc
import pathlib
import sys

import numpy
import pyarrow
import pyarrow.compute

sys.path.append(str(pathlib.Path(__file__).parents[1] / "python"))
from backend_abi import (  # noqa: E402
    CORRELATION_MATRIX, METRICS, Array, CorrelationMatrixParams, MetricConfig, MetricsParams, Schema, load_backend, open_session, run,
)

TEXTBOOK, ROI, MAX_DRAWDOWN, SHARPE = 1, 0, 1, 7
results = []


def check(what, holds):
    results.append(bool(holds))
    if not holds:
        print(f"not true: {what}")


def load_border(path):
    border = ctypes.CDLL(path)
    pointer = ctypes.c_void_p
    for name, answer, asked in (
        ("give", None, [ctypes.c_uint64, pointer, pointer, ctypes.c_int64, pointer, pointer, pointer]),
        ("take", pointer, [pointer, pointer]),
        ("length", ctypes.c_int64, [pointer]),
        ("count", ctypes.c_uint64, [pointer]),
        ("name", ctypes.c_char_p, [pointer, ctypes.c_uint64]),
        ("column", pointer, [pointer, ctypes.c_uint64]),
        ("end", None, [pointer]),
    ):
        function = getattr(border, f"border_{name}")
        function.restype, function.argtypes = answer, asked
    return border


def give(border, names, block):
    """A block, a row of `block` for each column, as pyarrow takes it, and what becomes 1 when it has let go."""
    texts = (ctypes.c_char_p * len(names))(*[name.encode() for name in names])
    addresses = (ctypes.c_void_p * len(names))(*[column.ctypes.data for column in block])
    let_go, schema, array = ctypes.c_int32(0), Schema(), Array()
    border.border_give(len(names), texts, addresses, block.shape[1], ctypes.byref(let_go), ctypes.byref(schema), ctypes.byref(array))
    batch = pyarrow.RecordBatch._import_from_c(ctypes.addressof(array), ctypes.addressof(schema))
    return batch, let_go


class Taken:
    """A batch of pyarrow as the border has taken it."""

    def __init__(self, border, batch):
        schema, array = Schema(), Array()
        batch._export_to_c(ctypes.addressof(array), ctypes.addressof(schema))
        self.border, self.block = border, border.border_take(ctypes.byref(schema), ctypes.byref(array))

    def names(self):
        return [self.border.border_name(self.block, k).decode() for k in range(self.border.border_count(self.block))]

    def addresses(self):
        return [self.border.border_column(self.block, k) for k in range(self.border.border_count(self.block))]

    def values(self):
        length = self.border.border_length(self.block)
        return [numpy.ctypeslib.as_array((ctypes.c_double * length).from_address(one)).copy() for one in self.addresses()]

    def end(self):
        self.border.border_end(self.block)


def addresses_of(batch):
    return [column.buffers()[1].address + 8 * column.offset for column in batch.columns]


def check_given(border, what, names, block):
    here = [column.ctypes.data for column in block]
    batch, let_go = give(border, names, block)
    check(f"{what}: pyarrow has the names", batch.schema.names == names)
    check(f"{what}: pyarrow reads at our addresses", addresses_of(batch) == here)
    check(f"{what}: every value is ours, to the bit",
          all(column.to_numpy(zero_copy_only=True).tobytes() == own.tobytes() for column, own in zip(batch.columns, block)))
    block[0, 0] += 1000.5
    check(f"{what}: what changes here is what pyarrow reads", batch.column(0)[0].as_py() == block[0, 0])
    sums = [pyarrow.compute.sum(column).as_py() for column in batch.columns]
    check(f"{what}: pyarrow sums the columns", numpy.allclose(sums, block.sum(axis=1), rtol=1e-12, atol=1e-9))
    back = Taken(border, batch)
    check(f"{what}: it comes back at the same addresses", back.addresses() == here and back.names() == names)
    column = batch.column(0)
    del batch
    back.end()
    gc.collect()
    check(f"{what}: a column that pyarrow holds keeps the block", let_go.value == 0)
    del column
    gc.collect()
    check(f"{what}: then it is let go", let_go.value == 1)


def check_taken(border):
    """pyarrow's own: missing values and a slice are copied by nobody but where a value is missing."""
    before = pyarrow.total_allocated_bytes()
    whole = pyarrow.record_batch({"full": pyarrow.array(numpy.arange(1000) / 3), "gaps": pyarrow.array([1.5, None, -2.0, None] * 250)})
    batch = whole.slice(10, 700)
    taken = Taken(border, batch)
    full, gaps = taken.values()
    check("taken: names", taken.names() == ["full", "gaps"])
    check("taken: a column without missing values is read where pyarrow has it", taken.addresses()[0] == addresses_of(batch)[0])
    check("taken: values of the slice", numpy.array_equal(full, numpy.arange(10, 710) / 3))
    expected = numpy.array([numpy.nan if value is None else value for value in batch.column(1).to_pylist()])
    check("taken: missing values are NaN", numpy.array_equal(gaps, expected, equal_nan=True))
    del whole, batch
    gc.collect()
    check("taken: pyarrow keeps it as long as we read", pyarrow.total_allocated_bytes() > before)
    check("taken: and it is still there", numpy.array_equal(taken.values()[0], full))
    taken.end()
    check("taken: pyarrow has its memory back", pyarrow.total_allocated_bytes() == before)
    texts = Taken(border, pyarrow.record_batch({"text": ["a", "b"]}))
    check("taken: a column of texts is refused", texts.block is None)


def main():
    border, backend = load_border(sys.argv[1]), load_backend(sys.argv[2])
    observations, strategies, members = 82, 25_544, 60
    table = numpy.random.default_rng(1).normal(0, 1e4, (observations, strategies))
    session = open_session(backend, table)
    asked = numpy.array([ROI, MAX_DRAWDOWN, SHARPE], dtype=numpy.uint32)
    metrics = numpy.empty((len(asked), strategies))
    config = MetricConfig(ctypes.sizeof(MetricConfig), TEXTBOOK, 252, 0, 0, 0)
    run(backend, session, METRICS, MetricsParams(
        ctypes.sizeof(MetricsParams), len(asked), asked.ctypes.data, config, 0, None, metrics.ctypes.data, None))
    chosen = numpy.arange(members, dtype=numpy.uint32)
    correlations = numpy.empty((members, members))
    run(backend, session, CORRELATION_MATRIX, CorrelationMatrixParams(
        ctypes.sizeof(CorrelationMatrixParams), 0, members, members, chosen.ctypes.data, chosen.ctypes.data, correlations.ctypes.data, None))
    backend.close(session)
    check("metrics: ROI is the sum of the rows", numpy.allclose(metrics[0], table.sum(axis=0), rtol=1e-12, atol=1e-6))
    check("correlations: numpy's", numpy.allclose(correlations, numpy.corrcoef(table[:, :members].T), atol=1e-12))
    check_given(border, "P&L, 82 x 25,544", [f"row {t}" for t in range(observations)], table)
    check_given(border, "metrics, 3 x 25,544", ["roi", "max_drawdown", "sharpe"], metrics)
    check_given(border, "correlations, 60 x 60", [f"s{i}" for i in range(members)], correlations)
    check_taken(border)
    print(f"pyarrow {pyarrow.__version__}: {sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if all(results) else 1)


main()
