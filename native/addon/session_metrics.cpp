#include "addon/argument.h"
#include "addon/control_arg.h"
#include "addon/session_runs.h"
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

}  // namespace

Napi::Value run_metrics(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new MetricsWorker(info, session_arg(info[0])));
}

}  // namespace tessera::addon
