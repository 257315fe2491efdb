#include "addon/argument.h"
#include "addon/control_arg.h"
#include "addon/session_runs.h"
#include "addon/session_worker.h"

namespace tessera::addon {
namespace {

class GroupStatsWorker : public SessionWorker {
 public:
  GroupStatsWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> opened) : SessionWorker(info.Env(), opened) {
    const Napi::Object request = object_arg(info[1], "request");
    const Napi::Uint32Array group_of = uint32_array_arg(request.Get("groupOf"), "groupOf");
    const Napi::Uint32Array statistics = uint32_array_arg(request.Get("statistics"), "statistics");
    require_length(info.Env(), group_of.ElementLength(), opened->observations(), "groupOf");
    params_.struct_size = sizeof params_;
    params_.group_count = uint32_arg(request.Get("groups"), "groups");
    params_.group_of = group_of.Data();
    params_.statistic_count = static_cast<uint32_t>(statistics.ElementLength());
    params_.statistics = statistics.Data();
    params_.peak_from_zero = request.Get("peakFromZero").ToBoolean() ? 1 : 0;
    keep(group_of);
    keep(statistics);
    if (!request.Get("weights").IsUndefined()) {
      const Napi::Float64Array weights = float64_array_arg(request.Get("weights"), "weights");
      require_length(info.Env(), weights.ElementLength(), opened->observations(), "weights");
      params_.weights = weights.Data();
      keep(weights);
    }
    uint64_t count = opened->strategies;
    if (!info[2].IsNull()) {
      const Napi::Uint32Array strategies = uint32_array_arg(info[2], "strategies");
      count = strategies.ElementLength();
      params_.strategy_count = count;
      params_.strategies = strategies.Data();
      keep(strategies);
    }
    params_.control = optional_control_arg(info[3]);
    keep(info[3]);
    const uint64_t cells = uint64_t{params_.statistic_count} * params_.group_count * count;
    Napi::Float64Array out = Napi::Float64Array::New(info.Env(), cells);
    params_.out = out.Data();
    out_ = Napi::Persistent(out);
    empty_ = cells == 0 && params_.group_count > 0;
  }

 protected:
  // An empty list of strategies asks for nothing; to the backend 0 would mean all.
  WorkOutcome work() override { return empty_ ? WorkOutcome{} : run(TSR_OP_GROUP_STATS, &params_); }
  Napi::Value result(Napi::Env) override { return out_.Value(); }

 private:
  static void require_length(Napi::Env env, uint64_t length, uint64_t observations, const char* name) {
    if (length != observations) throw bad_argument(env, std::string(name) + " must have one entry per observation");
  }

  tsr_group_stats_params params_{};
  Napi::Reference<Napi::Float64Array> out_;
  bool empty_ = false;
};

}  // namespace

Napi::Value run_group_stats(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new GroupStatsWorker(info, session_arg(info[0])));
}

}  // namespace tessera::addon
