#include "believable/choosing/choose.h"

#include <algorithm>
#include <cmath>

#include "addon/argument.h"
#include "addon/believable/held_judgement.h"
#include "addon/search_argument.h"

namespace tessera::addon {

namespace {

double share_arg(const Napi::Value& value, const char* name) {
  const double share = number_arg(value, name);
  if (!(share >= 0.0) || share > 1.0) throw bad_argument(value.Env(), std::string(name) + " must be 0 to 1");
  return share;
}

search::Request choice_request_arg(const Napi::Object& object, const believable::Table& table) {
  search::Request request;
  request.observations = request.correlation_observations = table.observations;
  request.strategies = table.strategies;
  request.objective.peak_from_zero = object.Get("peakFromZero").ToBoolean() ? 1 : 0;
  read_limits(object, request);
  request.start = list_arg(object, "start");
  return request;
}

believable::ChoiceRules rules_arg(const Napi::Object& object) {
  believable::ChoiceRules rules;
  rules.slack = share_arg(object.Get("slack"), "slack");
  const Napi::Value pool = object.Get("poolSize"), enumerated = object.Get("enumerated"), frontier = object.Get("frontier");
  if (!pool.IsUndefined()) rules.pool_size = uint32_arg(pool, "poolSize");
  if (!enumerated.IsUndefined()) rules.enumerated = uint32_arg(enumerated, "enumerated");
  if (frontier.IsUndefined()) return rules;
  if (!frontier.IsArray()) throw bad_argument(object.Env(), "frontier must be an array");
  const auto list = frontier.As<Napi::Array>();
  for (uint32_t k = 0; k < list.Length(); ++k) rules.frontier.push_back(share_arg(list.Get(k), "frontier"));
  return rules;
}

/** NativeChosen of believable.ts, set on `to`. */
Napi::Object chosen_result(Napi::Env env, Napi::Object to, const believable::Choice& choice) {
  to.Set("members", uint32_array(env, choice.members));
  to.Set("value", choice.value);
  to.Set("ratio", choice.ratio);
  to.Set("violation", choice.violation);
  return to;
}

class ChooseWorker : public BelievableWorker {
 public:
  ChooseWorker(const Napi::CallbackInfo& info, std::shared_ptr<const HeldJudgement> held)
      : BelievableWorker(info.Env(), info[2]), held_(std::move(held)) {
    const Napi::Object request = object_arg(info[1], "request");
    request_ = choice_request_arg(request, held_->table());
    rules_ = rules_arg(request);
    rules_.interrupt = interruption();
    rules_.pairs = held_->pair_rows();
    threads_ = worker_threads_arg(request.Get("threads"));
  }

 protected:
  void compute() override {
    believable::WorkerPool pool(threads_);
    chosen_ = believable::choose(held_->table(), held_->judgement(), request_, rules_, pool);
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object result = chosen_result(env, Napi::Object::New(env), chosen_.within);
    result.Set("best", chosen_result(env, Napi::Object::New(env), chosen_.best));
    Napi::Array frontier = Napi::Array::New(env);
    for (const believable::Choice& choice : chosen_.frontier) {
      frontier.Set(frontier.Length(), chosen_result(env, Napi::Object::New(env), choice));
    }
    result.Set("frontier", frontier);
    result.Set("greedy", chosen_.greedy.members.empty() ? std::nan("") : chosen_.greedy.value);
    result.Set("enumerated", chosen_.enumerated);
    result.Set("judged", static_cast<double>(chosen_.judged));
    result.Set("poolSize", chosen_.pool_size);
    return result;
  }

 private:
  std::shared_ptr<const HeldJudgement> held_;
  search::Request request_;
  believable::ChoiceRules rules_;
  unsigned threads_ = 1;
  believable::Chosen chosen_;
};

}  // namespace

Napi::Value choose_believed(const Napi::CallbackInfo& info) {
  return start_on_own_thread(info.Env(), new ChooseWorker(info, judgement_arg(info[0])));
}

}  // namespace tessera::addon
