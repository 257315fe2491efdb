#include <napi.h>

#include "addon/csv_calls.h"
#include "addon/csv_handle.h"
#include "addon/register.h"

namespace tessera::addon {

void register_csv(Napi::Env env, Napi::Object exports) {
  exports.Set("csvOpen", Napi::Function::New(env, csv_open, "csvOpen"));
  exports.Set("csvReadRows", Napi::Function::New(env, csv_read_rows, "csvReadRows"));
  exports.Set("countCells", Napi::Function::New(env, count_cells, "countCells"));
  exports.Set("watchColumns", Napi::Function::New(env, watch_columns, "watchColumns"));
  exports.Set("csvClose", Napi::Function::New(env, csv_close, "csvClose"));
}

}  // namespace tessera::addon
