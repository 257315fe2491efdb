#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/session_worker.h"

namespace tessera::addon {
namespace {

class ScorePortfoliosWorker : public SessionWorker {
 public:
  ScorePortfoliosWorker(const Napi::CallbackInfo& info, std::shared_ptr<OpenSession> opened)
      : SessionWorker(info.Env(), std::move(opened)) {
    const Napi::Env env = info.Env();
    const Napi::Uint32Array members = uint32_array_arg(info[1], "members");
    params_.struct_size = sizeof params_;
    params_.size = static_cast<uint32_t>(integer_arg(info[2], "size", 1, UINT32_MAX));
    if (members.ElementLength() % params_.size != 0) {
      throw bad_argument(env, "members must hold whole portfolios of `size` strategies");
    }
    params_.portfolio_count = members.ElementLength() / params_.size;
    params_.members = members.Data();
    params_.objective = objective_arg(info[3]);
    params_.control = optional_control_arg(info[4]);
    Napi::Float64Array fitness = Napi::Float64Array::New(env, params_.portfolio_count);
    Napi::Float64Array components = Napi::Float64Array::New(env, params_.portfolio_count * TSR_COMPONENT_COUNT);
    params_.fitness = fitness.Data();
    params_.components = components.Data();
    fitness_ = Napi::Persistent(fitness);
    components_ = Napi::Persistent(components);
    keep(info[1]);
    keep(info[4]);
  }

 protected:
  WorkOutcome work() override { return run(TSR_OP_SCORE_PORTFOLIOS, &params_); }
  Napi::Value result(Napi::Env env) override {
    Napi::Object scores = Napi::Object::New(env);
    scores.Set("fitness", fitness_.Value());
    scores.Set("components", components_.Value());
    return scores;
  }

 private:
  tsr_score_portfolios_params params_{};
  Napi::Reference<Napi::Float64Array> fitness_, components_;
};

Napi::Value run_score_portfolios(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new ScorePortfoliosWorker(info, session_arg(info[0])));
}

}  // namespace

void register_scores(Napi::Env env, Napi::Object exports) {
  exports.Set("scorePortfolios", Napi::Function::New(env, run_score_portfolios, "scorePortfolios"));
}

}  // namespace tessera::addon
