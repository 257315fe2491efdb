// The CSV functions of the addon, one file each.
#pragma once

#include <napi.h>

namespace tessera::addon {

/** csvOpen(path, dialect, options, control) */
Napi::Value csv_open(const Napi::CallbackInfo& info);

/** csvReadRows(request, control) */
Napi::Value csv_read_rows(const Napi::CallbackInfo& info);

/** countCells(rows) */
Napi::Value count_cells(const Napi::CallbackInfo& info);

/** watchColumns(rows, state) */
Napi::Value watch_columns(const Napi::CallbackInfo& info);

/** 0 (all processors) to 1024. Throws bad-argument. */
unsigned threads_arg(const Napi::Value& value);

}  // namespace tessera::addon
