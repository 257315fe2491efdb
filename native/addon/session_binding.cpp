// openSession and closeSession of addon.ts, and the exports of what runs on a session.
#include <utility>

#include "addon/argument.h"
#include "addon/backend_handle.h"
#include "addon/control_arg.h"
#include "addon/open_session.h"
#include "addon/promise_worker.h"
#include "addon/register.h"
#include "addon/session_runs.h"

namespace tessera::addon {
namespace {

/** Row pointers of an array of Float64Array of one length, which the session then keeps alive. */
std::vector<const double*> rows_arg(OpenSession& session, const Napi::Value& value, const char* name) {
  const Napi::Env env = value.Env();
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
    params_.pnl = {opened_->rows.size(), opened_->strategies, opened_->rows.data()};
    params_.correlation_source = {opened_->correlation_rows.size(), opened_->strategies, opened_->correlation_rows.data()};
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

}  // namespace

void register_session(Napi::Env env, Napi::Object exports) {
  exports.Set("openSession", Napi::Function::New(env, open_session, "openSession"));
  exports.Set("closeSession", Napi::Function::New(env, close_session, "closeSession"));
  exports.Set("metrics", Napi::Function::New(env, run_metrics, "metrics"));
  exports.Set("groupStats", Napi::Function::New(env, run_group_stats, "groupStats"));
  exports.Set("inversionFigures", Napi::Function::New(env, run_inversions, "inversionFigures"));
  exports.Set("correlationReduce", Napi::Function::New(env, run_correlation_reduce, "correlationReduce"));
  exports.Set("correlationMatrix", Napi::Function::New(env, run_correlation_matrix, "correlationMatrix"));
  exports.Set("sessionStats", Napi::Function::New(env, run_session_stats, "sessionStats"));
  exports.Set("scorePortfolios", Napi::Function::New(env, run_score_portfolios, "scorePortfolios"));
}

}  // namespace tessera::addon
