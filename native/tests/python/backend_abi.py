"""The C ABI of the backends, and the structs of Arrow's C data interface, for the checks in Python."""

import ctypes

OK, BEST = 0, -1
METRICS, CORRELATION_MATRIX, DEVICE_BLOCK = 1, 3, 12


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


class DeviceBlockParams(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32), ("reserved", ctypes.c_uint32), ("names", ctypes.c_void_p),
        ("schema", ctypes.POINTER(Schema)), ("array", ctypes.POINTER(DeviceArray)),
    ]


class MetricConfig(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32), ("profile", ctypes.c_uint32), ("annualisation", ctypes.c_double),
        ("risk_free", ctypes.c_double), ("mar", ctypes.c_double), ("capital", ctypes.c_double),
    ]


class MetricsParams(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32), ("metric_count", ctypes.c_uint32), ("metrics", ctypes.c_void_p),
        ("config", MetricConfig), ("strategy_count", ctypes.c_uint64), ("strategies", ctypes.c_void_p),
        ("out", ctypes.c_void_p), ("control", ctypes.c_void_p),
    ]


class CorrelationMatrixParams(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32), ("reserved", ctypes.c_uint32),
        ("row_count", ctypes.c_uint64), ("column_count", ctypes.c_uint64),
        ("rows", ctypes.c_void_p), ("columns", ctypes.c_void_p), ("out", ctypes.c_void_p), ("weights", ctypes.c_void_p),
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


def load_backend(path):
    library = ctypes.CDLL(path)
    library.tessera_backend_entry.restype = ctypes.POINTER(Backend)
    return library.tessera_backend_entry().contents


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


def run(backend, session, operation, asked):
    if backend.run(session, operation, ctypes.byref(asked)) != OK:
        raise SystemExit(backend.last_error(session).decode())
