#include <algorithm>
#include <cmath>

#include "addon/argument.h"
#include "addon/believable/held_judgement.h"
#include "addon/search_argument.h"
#include "believable/weights.h"

namespace tessera::addon {

namespace {

class MeasureWorker : public BelievableWorker {
 public:
  MeasureWorker(const Napi::CallbackInfo& info, std::shared_ptr<const HeldJudgement> held)
      : BelievableWorker(info.Env(), info[2]), held_(std::move(held)) {
    const Napi::Object request = object_arg(info[1], "request");
    const uint32_t rows = held_->table().observations;
    seed_ = seed_arg(request.Get("seed"));
    draws_ = list_arg(request, "draws");
    const bool right = std::ranges::all_of(draws_, [&](uint32_t row) { return row < rows; });
    if (!request.Get("draws").IsUndefined() && (draws_.size() != size_t{believable::kDraws} * rows || !right)) {
      throw bad_argument(info.Env(), "draws must have " + std::to_string(believable::kDraws) + " lists of " +
                                         std::to_string(rows) + " row numbers below " + std::to_string(rows));
    }
    block_ = static_cast<uint32_t>(integer_arg(request.Get("block"), "block", 1, UINT32_MAX));
    threads_ = worker_threads_arg(request.Get("threads"));
  }

 protected:
  void compute() override {
    believable::WorkerPool pool(threads_);
    if (draws_.empty()) draws_ = believable::draw_rows(held_->table().observations, seed_);
    measured_ = std::make_shared<const believable::Measured>(
        believable::measure_error(held_->table(), held_->judgement(), draws_, block_, held_->family_pass(control()), pool));
    held_->set_measured(measured_);
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object result = Napi::Object::New(env);
    result.Set("theta", float64_array(env, measured_->theta));
    result.Set("variance", measured_->variance);
    result.Set("ratioMean", measured_->ratio_mean);
    result.Set("ratioVariance", measured_->ratio_variance);
    result.Set("kernel", float64_array(env, measured_->kernel.density));
    result.Set("grid", float64_array(env, measured_->prior.grid));
    result.Set("prior", float64_array(env, measured_->prior.share));
    result.Set("centre", held_->judgement().shrinkage.mean);
    return result;
  }

 private:
  std::shared_ptr<const HeldJudgement> held_;
  uint64_t seed_ = 0;
  std::vector<uint32_t> draws_;
  uint32_t block_ = 1;
  unsigned threads_ = 1;
  std::shared_ptr<const believable::Measured> measured_;
};

class BelieveWorker : public BelievableWorker {
 public:
  BelieveWorker(const Napi::CallbackInfo& info, std::shared_ptr<const HeldJudgement> held)
      : BelievableWorker(info.Env(), info.Env().Undefined()), held_(std::move(held)) {
    const Napi::Object request = object_arg(info[1], "request");
    members_ = list_arg(request, "members");
    const bool ascending = std::ranges::adjacent_find(members_, std::greater_equal<>()) == members_.end();
    if (members_.empty() || !ascending || members_.back() >= held_->table().strategies) {
      throw bad_argument(info.Env(), "members must be strategies of the table, ascending");
    }
    const Napi::Value cap = request.Get("cap");
    cap_ = cap.IsUndefined() ? 2.0 / static_cast<double>(members_.size()) : number_arg(cap, "cap");
    if (!(cap_ >= 0.0)) throw bad_argument(info.Env(), "cap must not be negative");
    threads_ = worker_threads_arg(request.Get("threads"));
  }

 protected:
  void compute() override {
    const believable::Table& table = held_->table();
    const believable::Judgement& judgement = held_->judgement();
    believable::WorkerPool workers(threads_);
    pool_ = believable::pool_of(table, judgement, members_, workers);
    const std::vector<uint32_t> places = pool_.places_of(members_);
    value_ = believable::value_of(pool_, places);
    const auto measured = held_->measured();
    measured_ = measured ? believable::expected_sharpe(table, judgement, *measured, pool_, places) : std::nan("");
    const believable::Members members = believable::members_of(judgement, pool_, places);
    recorded_ = believable::recorded_deviation(table, members_);
    believed_ = believable::believed_deviation(members);
    weigh("believable", members, believable::maximum_believable_weights(members, cap_));
    weigh("inverseVolatility", members, believable::inverse_volatility_weights(members));
    weigh("equalRisk", members, believable::equal_risk_weights(members));
    weigh("equal", members, std::vector<double>(members_.size(), 1.0 / static_cast<double>(members_.size())));
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object result = Napi::Object::New(env);
    result.Set("value", value_);
    result.Set("measured", measured_);
    result.Set("recordedDeviation", recorded_);
    result.Set("believedDeviation", believed_);
    result.Set("correlation", float64_array(env, pool_.rho));
    Napi::Object weights = Napi::Object::New(env), values = Napi::Object::New(env);
    for (const Weighted& weighted : weighted_) {
      weights.Set(weighted.name, float64_array(env, weighted.weights));
      values.Set(weighted.name, weighted.value);
    }
    result.Set("weights", weights);
    result.Set("weightedValues", values);
    return result;
  }

 private:
  struct Weighted {
    const char* name;
    std::vector<double> weights;
    double value;
  };

  void weigh(const char* name, const believable::Members& members, std::vector<double> weights) {
    const double value = believable::believable_sharpe(members, weights);
    weighted_.push_back({name, std::move(weights), value});
  }

  std::shared_ptr<const HeldJudgement> held_;
  std::vector<uint32_t> members_;
  double cap_ = 0.0;
  unsigned threads_ = 1;
  believable::Pool pool_;
  double value_ = 0.0, measured_ = 0.0, recorded_ = 0.0, believed_ = 0.0;
  std::vector<Weighted> weighted_;
};

}  // namespace

Napi::Value measure_judgement(const Napi::CallbackInfo& info) {
  return start_on_own_thread(info.Env(), new MeasureWorker(info, judgement_arg(info[0])));
}

Napi::Value believe(const Napi::CallbackInfo& info) {
  return PromiseWorker::start(new BelieveWorker(info, judgement_arg(info[0])));
}

}  // namespace tessera::addon
