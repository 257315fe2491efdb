// The CSV functions of addon.ts, and those that count in cells that were read: countCells and watchColumns.
#include <napi.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/handles.h"
#include "addon/promise_worker.h"
#include "csv/table_facts.h"

namespace tessera::addon {

namespace {

using Rows = std::vector<std::span<const double>>;

Rows rows_arg(const Napi::Value& value) {
  if (!value.IsArray()) throw bad_argument(value.Env(), "rows must be an array");
  const auto array = value.As<Napi::Array>();
  Rows rows;
  rows.reserve(array.Length());
  for (uint32_t i = 0; i < array.Length(); ++i) {
    Napi::Float64Array row = float64_array_arg(array.Get(i), "rows");
    rows.emplace_back(row.Data(), row.ElementLength());
  }
  return rows;
}

class CountCellsWorker : public PromiseWorker {
 public:
  explicit CountCellsWorker(const Napi::Value& rows) : PromiseWorker(rows.Env()), rows_(rows_arg(rows)) { keep(rows); }

 protected:
  WorkOutcome work() override {
    counts_ = csv::count_cells(rows_);
    return {};
  }

  Napi::Value result(Napi::Env env) override {
    const Napi::Array by_row = Napi::Array::New(env, counts_.missing_by_row.size());
    uint64_t missing = 0;
    for (uint32_t i = 0; i < counts_.missing_by_row.size(); ++i) {
      missing += counts_.missing_by_row[i];
      by_row.Set(i, static_cast<double>(counts_.missing_by_row[i]));
    }
    Napi::Object object = Napi::Object::New(env);
    object.Set("finite", static_cast<double>(counts_.cells - missing));
    object.Set("missing", static_cast<double>(missing));
    object.Set("sum", std::isfinite(counts_.sum) ? Napi::Number::New(env, counts_.sum) : env.Null());
    object.Set("missingByRow", by_row);
    return object;
  }

 private:
  Rows rows_;
  csv::CellCounts counts_;
};

/** The caller's arrays, changed in place. */
csv::ColumnWatch watch_arg(const Napi::Object& state) {
  const Napi::Value varies = state.Get("varies"), fingerprint = state.Get("fingerprint");
  if (!varies.IsTypedArray() || varies.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array) {
    throw bad_argument(state.Env(), "varies must be a Uint8Array");
  }
  if (!fingerprint.IsTypedArray() || fingerprint.As<Napi::TypedArray>().TypedArrayType() != napi_biguint64_array) {
    throw bad_argument(state.Env(), "fingerprint must be a BigUint64Array");
  }
  Napi::Float64Array first = float64_array_arg(state.Get("first"), "first");
  auto marks = varies.As<Napi::Uint8Array>();
  auto hashes = fingerprint.As<Napi::BigUint64Array>();
  Napi::Float64Array figures = float64_array_arg(state.Get("figures"), "figures");
  return {{first.Data(), first.ElementLength()},
          {marks.Data(), marks.ElementLength()},
          {hashes.Data(), hashes.ElementLength()},
          {figures.Data(), figures.ElementLength()}};
}

class WatchColumnsWorker : public PromiseWorker {
 public:
  WatchColumnsWorker(const Napi::Value& rows, const Napi::Object& state)
      : PromiseWorker(rows.Env()),
        rows_(rows_arg(rows)),
        watch_(watch_arg(state)),
        is_first_(state.Get("isFirst").ToBoolean()),
        threads_(threads_arg(state.Get("threads"))) {
    const size_t columns = watch_.first.size();
    const auto fits = [columns](const auto& row) { return row.size() == columns; };
    if (watch_.figures.size() != columns * csv::kColumnFigures) {
      throw bad_argument(rows.Env(), "figures must hold all figures of every column");
    }
    if (!fits(watch_.varies) || !fits(watch_.fingerprint) || !std::all_of(rows_.begin(), rows_.end(), fits)) {
      throw bad_argument(rows.Env(), "rows, first, varies and fingerprint must be of one length");
    }
    keep(rows);
    keep(state);
  }

 protected:
  WorkOutcome work() override {
    csv::watch_rows(rows_, is_first_, watch_, threads_);
    return {};
  }

  Napi::Value result(Napi::Env env) override { return env.Undefined(); }

 private:
  Rows rows_;
  csv::ColumnWatch watch_;
  bool is_first_;
  unsigned threads_;
};

Napi::Value count_cells(const Napi::CallbackInfo& info) { return PromiseWorker::start(new CountCellsWorker(info[0])); }

Napi::Value watch_columns(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new WatchColumnsWorker(info[0], object_arg(info[1], "state")));
}

}  // namespace

void register_csv(Napi::Env env, Napi::Object exports) {
  exports.Set("csvOpen", Napi::Function::New(env, csv_open, "csvOpen"));
  exports.Set("csvReadRows", Napi::Function::New(env, csv_read_rows, "csvReadRows"));
  exports.Set("countCells", Napi::Function::New(env, count_cells, "countCells"));
  exports.Set("watchColumns", Napi::Function::New(env, watch_columns, "watchColumns"));
  exports.Set("csvClose", Napi::Function::New(env, csv_close, "csvClose"));
}

}  // namespace tessera::addon
