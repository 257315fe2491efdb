// openSession, closeSession and sessionStats of addon.ts.
#include <span>
#include <utility>

#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/handles.h"
#include "addon/promise_worker.h"
#include "addon/session_worker.h"

namespace tessera::addon {

namespace {

/** Rows of a stored matrix, which the session keeps: { matrix, index }. */
std::vector<const double*> stored_rows_arg(OpenSession& session, const Napi::Object& value, const char* name) {
  const std::shared_ptr<StoredMatrix> matrix = stored_matrix_arg(value.Get("matrix"));
  const Napi::Uint32Array index = uint32_array_arg(value.Get("index"), std::string(name) + ".index");
  if (session.strategies == 0) session.strategies = matrix->strategies;
  std::vector<const double*> rows;
  for (const uint32_t t : std::span(index.Data(), index.ElementLength())) {
    if (t >= matrix->observations) throw bad_argument(value.Env(), std::string(name) + " has a row that is not there");
    rows.push_back(matrix->row(t));
  }
  if (rows.empty() || session.strategies != matrix->strategies) {
    throw bad_argument(value.Env(), std::string(name) + " must have rows of one length, at least 1");
  }
  session.scratch_folder = matrix->folder;
  session.stored.push_back(matrix);
  return rows;
}

/** Row pointers of RowsInOnePiece. */
std::vector<const double*> block_rows_arg(OpenSession& session, const Napi::Object& block, const char* name) {
  const Napi::Float64Array cells = float64_array_arg(block.Get("cells"), name);
  const auto stride = static_cast<uint64_t>(integer_arg(block.Get("stride"), "stride", 1, int64_t{1} << 40));
  const uint64_t count = uint32_arg(block.Get("observations"), "observations");
  const uint64_t width = uint32_arg(block.Get("strategies"), "strategies");
  const uint64_t room = cells.ElementLength();
  if (count == 0 || width == 0 || width > stride || room < width || (room - width) / stride < count - 1) {
    throw bad_argument(block.Env(), std::string(name) + " must hold strategies in each of its observations, at least one");
  }
  session.strategies = width;
  session.kept.push_back(Napi::Reference<Napi::Value>::New(cells, 1));
  std::vector<const double*> rows(count);
  for (uint64_t t = 0; t < count; ++t) rows[t] = cells.Data() + t * stride;
  return rows;
}

/** Row pointers of an array of Float64Array of one length, of rows in one piece or of stored ones; the session keeps them. */
std::vector<const double*> rows_arg(OpenSession& session, const Napi::Value& value, const char* name) {
  const Napi::Env env = value.Env();
  if (value.IsObject() && value.As<Napi::Object>().Has("cells")) return block_rows_arg(session, value.As<Napi::Object>(), name);
  if (value.IsObject() && !value.IsArray()) return stored_rows_arg(session, value.As<Napi::Object>(), name);
  if (!value.IsArray()) throw bad_argument(env, std::string(name) + " must be an array of Float64Array");
  const Napi::Array array = value.As<Napi::Array>();
  std::vector<const double*> rows;
  for (uint32_t t = 0; t < array.Length(); ++t) {
    const Napi::Float64Array row = float64_array_arg(array.Get(t), std::string(name) + "[" + std::to_string(t) + "]");
    if (session.strategies == 0) session.strategies = row.ElementLength();
    if (row.ElementLength() != session.strategies || row.ElementLength() == 0) {
      throw bad_argument(env, std::string(name) + " must have rows of one length, at least 1");
    }
    rows.push_back(row.Data());
    session.kept.push_back(Napi::Reference<Napi::Value>::New(row, 1));
  }
  if (rows.empty()) throw bad_argument(env, std::string(name) + " has no rows");
  return rows;
}

class OpenSessionWorker : public PromiseWorker {
 public:
  explicit OpenSessionWorker(const Napi::CallbackInfo& info)
      : PromiseWorker(info.Env()), opened_(std::make_shared<OpenSession>()) {
    const Napi::Object options = object_arg(info[0], "options");
    opened_->backend = backend_arg(options.Get("backend"));
    opened_->rows = rows_arg(*opened_, options.Get("rows"), "rows");
    const Napi::Value correlation = options.Get("correlationRows");
    if (!correlation.IsUndefined()) {
      opened_->correlation_rows = rows_arg(*opened_, correlation, "correlationRows");
    }
    params_.struct_size = sizeof params_;
    params_.device = static_cast<int32_t>(integer_arg(options.Get("device"), "device", TSR_DEVICE_ALL, INT32_MAX));
    params_.thread_count = uint32_arg(options.Get("threads"), "threads");
    params_.memory_limit_bytes =
        static_cast<uint64_t>(integer_arg(options.Get("memoryLimitBytes"), "memoryLimitBytes", 0, int64_t{1} << 53));
    opened_->device = params_.device;
    opened_->threads = params_.thread_count;
    opened_->memory_limit_bytes = params_.memory_limit_bytes;
    params_.pnl = {opened_->rows.size(), opened_->strategies, opened_->rows.data()};
    params_.correlation_source = {opened_->correlation_rows.size(), opened_->strategies, opened_->correlation_rows.data()};
    params_.scratch_folder = opened_->scratch();
    params_.control = optional_control_arg(info[1]);
    keep(info[1]);
  }

 protected:
  WorkOutcome work() override {
    const tsr_status status = opened_->backend->open(&params_, &opened_->session);
    if (status == TSR_OK) return {};
    opened_->session = nullptr;
    return {status, opened_->backend->last_error(nullptr)};
  }
  Napi::Value result(Napi::Env env) override { return session_handle(env, std::move(opened_)); }

 private:
  std::shared_ptr<OpenSession> opened_;
  tsr_open_params params_{};
};

Napi::Value open_session(const Napi::CallbackInfo& info) { return PromiseWorker::start(new OpenSessionWorker(info)); }

void close_session(const Napi::CallbackInfo& info) { close_session_handle(info[0]); }

class StatsWorker : public SessionWorker {
 public:
  StatsWorker(Napi::Env env, std::shared_ptr<OpenSession> opened) : SessionWorker(env, std::move(opened)) {
    params_.struct_size = sizeof params_;
  }

 protected:
  WorkOutcome work() override { return run(TSR_OP_STATS, &params_); }

  Napi::Value result(Napi::Env env) override {
    Napi::Object stats = Napi::Object::New(env);
    stats.Set("deviceCount", params_.device_count);
    stats.Set("memoryLimitBytes", static_cast<double>(params_.memory_limit_bytes));
    stats.Set("memoryUsedBytes", static_cast<double>(params_.memory_used_bytes));
    stats.Set("memoryPeakBytes", static_cast<double>(params_.memory_peak_bytes));
    stats.Set("utilisationPercent", params_.utilisation_percent);
    stats.Set("matrixResident", params_.matrix_resident != 0);
    constexpr size_t figures = 5;
    Napi::Float64Array times = Napi::Float64Array::New(env, TSR_OP_LIMIT * figures);
    for (size_t op = 0; op < TSR_OP_LIMIT; ++op) {
      const tsr_op_times& one = params_.times[op];
      const double row[figures] = {static_cast<double>(one.runs), static_cast<double>(one.failed), one.wall_ms, one.kernel_ms,
                                   one.transfer_ms};
      std::copy(row, row + figures, times.Data() + op * figures);
    }
    stats.Set("times", times);
    return stats;
  }

 private:
  tsr_stats_params params_{};
};

Napi::Value session_stats(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new StatsWorker(info.Env(), session_arg(info[0])));
}

}  // namespace

void register_session(Napi::Env env, Napi::Object exports) {
  exports.Set("openSession", Napi::Function::New(env, open_session, "openSession"));
  exports.Set("closeSession", Napi::Function::New(env, close_session, "closeSession"));
  exports.Set("sessionStats", Napi::Function::New(env, session_stats, "sessionStats"));
}

}  // namespace tessera::addon
