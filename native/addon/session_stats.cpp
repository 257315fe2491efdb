#include "addon/session_runs.h"
#include "addon/session_worker.h"

namespace tessera::addon {
namespace {

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

}  // namespace

Napi::Value run_session_stats(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new StatsWorker(info.Env(), session_arg(info[0])));
}

}  // namespace tessera::addon
