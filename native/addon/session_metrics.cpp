#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/session_worker.h"

namespace tessera::addon {

namespace {

tsr_metric_config config_arg(const Napi::Value& value) {
  const Napi::Object object = object_arg(value, "config");
  const auto number = [&](const char* name) { return number_arg(object.Get(name), std::string("config.") + name); };
  tsr_metric_config config{};
  config.struct_size = sizeof config;
  config.profile = uint32_arg(object.Get("profile"), "config.profile");
  config.annualisation = number("annualisation");
  config.risk_free = number("riskFree");
  config.mar = number("mar");
  config.capital = number("capital");
  return config;
}

class MetricsWorker : public SessionWorker {
 public:
  MetricsWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> opened) : SessionWorker(info.Env(), opened) {
    const Napi::Uint32Array metrics = uint32_array_arg(info[1], "metrics");
    params_.struct_size = sizeof params_;
    params_.metric_count = static_cast<uint32_t>(metrics.ElementLength());
    params_.metrics = metrics.Data();
    params_.config = config_arg(info[2]);
    uint64_t count = opened->strategies;
    if (!info[3].IsNull()) {
      const Napi::Uint32Array strategies = uint32_array_arg(info[3], "strategies");
      count = strategies.ElementLength();
      params_.strategy_count = count;
      params_.strategies = strategies.Data();
    }
    params_.control = optional_control_arg(info[4]);
    Napi::Float64Array out = Napi::Float64Array::New(info.Env(), params_.metric_count * count);
    params_.out = out.Data();
    out_ = Napi::Persistent(out);
    empty_ = params_.metric_count * count == 0;
    for (const size_t argument : {1, 3, 4}) keep(info[argument]);
  }

 protected:
  // An empty list of strategies asks for nothing; to the backend 0 would mean all.
  WorkOutcome work() override { return empty_ ? WorkOutcome{} : run(TSR_OP_METRICS, &params_); }
  Napi::Value result(Napi::Env) override { return out_.Value(); }

 private:
  tsr_metrics_params params_{};
  Napi::Reference<Napi::Float64Array> out_;
  bool empty_ = false;
};

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

class InversionsWorker : public SessionWorker {
 public:
  InversionsWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> opened) : SessionWorker(info.Env(), opened) {
    Napi::Float64Array out = Napi::Float64Array::New(info.Env(), TSR_INVERSION_COUNT * opened->strategies);
    params_.struct_size = sizeof params_;
    params_.out = out.Data();
    params_.control = optional_control_arg(info[1]);
    out_ = Napi::Persistent(out);
    keep(info[1]);
  }

 protected:
  WorkOutcome work() override { return run(TSR_OP_INVERSIONS, &params_); }
  Napi::Value result(Napi::Env) override { return out_.Value(); }

 private:
  tsr_inversions_params params_{};
  Napi::Reference<Napi::Float64Array> out_;
};

Napi::Value run_metrics(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new MetricsWorker(info, session_arg(info[0])));
}

Napi::Value run_group_stats(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new GroupStatsWorker(info, session_arg(info[0])));
}

Napi::Value run_inversions(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new InversionsWorker(info, session_arg(info[0])));
}

}  // namespace

void register_metrics(Napi::Env env, Napi::Object exports) {
  exports.Set("metrics", Napi::Function::New(env, run_metrics, "metrics"));
  exports.Set("groupStats", Napi::Function::New(env, run_group_stats, "groupStats"));
  exports.Set("inversionFigures", Napi::Function::New(env, run_inversions, "inversionFigures"));
}

}  // namespace tessera::addon
