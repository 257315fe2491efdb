// The files of the addon: each adds its functions to the exports object.
#pragma once

#include <napi.h>

#include "csv/plan.h"

namespace tessera::addon {

void register_arrow(Napi::Env env, Napi::Object exports);        // arrow_binding.cpp
void register_csv(Napi::Env env, Napi::Object exports);          // csv_binding.cpp
void register_parquet(Napi::Env env, Napi::Object exports);      // parquet_binding.cpp
void register_backend(Napi::Env env, Napi::Object exports);      // backend_binding.cpp
void register_session(Napi::Env env, Napi::Object exports);      // session_binding.cpp
void register_stored(Napi::Env env, Napi::Object exports);       // storage/stored_matrix.cpp
void register_metrics(Napi::Env env, Napi::Object exports);      // session_metrics.cpp
void register_correlation(Napi::Env env, Napi::Object exports);  // session_correlation.cpp
void register_scores(Napi::Env env, Napi::Object exports);       // session_score_portfolios.cpp
void register_believable(Napi::Env env, Napi::Object exports);   // believable/binding.cpp
void register_search(Napi::Env env, Napi::Object exports);       // search_binding.cpp

/** csvOpen(path, dialect, options, control) */
Napi::Value csv_open(const Napi::CallbackInfo& info);

/** csvReadRows(request, control) */
Napi::Value csv_read_rows(const Napi::CallbackInfo& info);

/** 0 (all processors) to 1024. Throws bad-argument. */
unsigned threads_arg(const Napi::Value& value);

/** How the cells of a file are written: { delimiter, decimal, thousands, accounting }. */
csv::Dialect dialect_arg(const Napi::Value& value);

}  // namespace tessera::addon
