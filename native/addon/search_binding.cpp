// search, fittedIslands and searchParameters of addon.ts.
#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "addon/argument.h"
#include "addon/believable/held_judgement.h"
#include "addon/calls.h"
#include "addon/promise_worker.h"
#include "addon/search_argument.h"
#include "addon/session_worker.h"
#include "search/algorithms/algorithm.h"
#include "search/search.h"

namespace tessera::addon {

namespace {

/** 2^53: beyond it a number of JavaScript is no longer a count. */
constexpr double kMostCount = 9007199254740992.0;

uint64_t count_arg(const Napi::Object& object, const char* name) {
  return static_cast<uint64_t>(integer_arg(object.Get(name), name, 0, static_cast<int64_t>(kMostCount)));
}

double number_of(const Napi::Object& object, const char* name) { return number_arg(object.Get(name), name); }

search::AlgorithmId algorithm_arg(const Napi::Value& value) {
  const std::string name = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  std::string known;
  for (const auto algorithm : search::kAlgorithms) {
    if (name == search::name_of(algorithm)) return algorithm;
    known += (known.empty() ? "" : ", ") + std::string(search::name_of(algorithm));
  }
  throw bad_argument(value.Env(), "algorithm must be one of " + known);
}

/**
 * NativeSearchRequest of addon.ts, without session and columns. Lists are copied; `live` and `checkpoint` point into
 * the caller's typed arrays, which must be kept alive. Throws bad-argument.
 */
search::Request search_request_arg(const Napi::Object& object, const OpenSession& session) {
  search::Request request;
  request.backend = session.backend;
  request.session = session.session;
  request.observations = static_cast<uint32_t>(session.observations());
  request.correlation_observations = static_cast<uint32_t>(session.correlation_observations());
  request.strategies = static_cast<uint32_t>(session.strategies);
  request.algorithm = algorithm_arg(object.Get("algorithm"));
  request.seed = seed_arg(object.Get("seed"));
  request.objective = objective_arg(object.Get("objective"));
  request.max_evaluations = count_arg(object, "maxEvaluations");
  request.max_seconds = number_of(object, "maxSeconds");
  request.stagnation = count_arg(object, "stagnation");
  request.pause_after_seconds = number_of(object, "pauseAfterSeconds");
  request.threads = static_cast<unsigned>(integer_arg(object.Get("threads"), "threads", 1, 1024));
  read_limits(object, request);
  request.start = list_arg(object, "start");
  request.descent = object.Get("descent").ToBoolean().Value();
  const Napi::Object parameters = object_arg(object.Get("parameters"), "parameters");
  const Napi::Array names = parameters.GetPropertyNames();
  for (uint32_t k = 0; k < names.Length(); ++k) {
    const std::string name = names.Get(k).ToString().Utf8Value();
    request.parameters[name] = number_arg(parameters.Get(name), name);
  }
  Napi::Float64Array live = float64_array_arg(object.Get("live"), "live");
  request.live = std::span<double>(live.Data(), live.ElementLength());
  const Napi::Value checkpoint = object.Get("checkpoint");
  if (checkpoint.IsTypedArray()) {
    const auto bytes = checkpoint.As<Napi::Uint8Array>();
    request.checkpoint = std::span<const uint8_t>(bytes.Data(), bytes.ByteLength());
  }
  return request;
}

class SearchWorker : public SessionWorker {
 public:
  SearchWorker(const Napi::CallbackInfo& info, const Napi::Object& request, std::shared_ptr<OpenSession> opened)
      : SessionWorker(info.Env(), std::move(opened)), request_(search_request_arg(request, session())) {
    const Napi::Value believed = request.Get("believed");
    if (!believed.IsUndefined()) judgement_ = judgement_arg(believed);
    control_ = optional_control_arg(info[1]);
    keep(request.Get("live"));
    keep(request.Get("checkpoint"));
    keep(info[1]);
  }

  void interrupt() override {
    if (control_ != nullptr) std::atomic_ref(control_->cancel).store(1, std::memory_order_relaxed);
  }

 protected:
  WorkOutcome work() override {
    request_.columns = columns();
    if (judgement_) request_.believed = judgement_->believed(request_.threads);
    outcome_ = search::run_search(request_, control_);
    return {outcome_.status, outcome_.message};
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Uint32Array members = Napi::Uint32Array::New(env, outcome_.members.size());
    std::copy(outcome_.members.begin(), outcome_.members.end(), members.Data());
    Napi::Uint8Array checkpoint = Napi::Uint8Array::New(env, outcome_.checkpoint.size());
    std::copy(outcome_.checkpoint.begin(), outcome_.checkpoint.end(), checkpoint.Data());
    Napi::Object result = Napi::Object::New(env);
    result.Set("members", members);
    result.Set("fitness", outcome_.fitness);
    result.Set("violation", outcome_.violation);
    result.Set("swapOptimal", outcome_.swap_optimal);
    result.Set("evaluations", static_cast<double>(outcome_.evaluations));
    result.Set("screened", static_cast<double>(outcome_.screened));
    result.Set("generations", outcome_.generations);
    result.Set("seconds", outcome_.seconds);
    result.Set("stopped", search::kStoppedNames[static_cast<int>(outcome_.stopped)]);
    result.Set("reproducible", outcome_.reproducible);
    result.Set("checkpoint", checkpoint);
    return result;
  }

 private:
  /** The session's columns, loaded by the first search that wants so much of them and shared by the later ones. */
  std::shared_ptr<const search::Columns> columns() const {
    if (search::is_baseline(request_.algorithm)) return nullptr;
    const std::lock_guard lock(session().search_lock);
    auto& held = session().search_columns;
    const size_t limit = search::columns_limit(request_.objective, judgement_ != nullptr);
    if (!held || limit > session().search_columns_limit) {
      held = search::Columns::load(*request_.backend, request_.session, request_.observations,
                                   request_.correlation_observations, request_.strategies, limit, session().scratch_folder);
      session().search_columns_limit = limit;
    }
    return held;
  }

  search::Request request_;
  std::shared_ptr<const HeldJudgement> judgement_;
  search::Outcome outcome_;
  tsr_control* control_ = nullptr;
};

Napi::Value run_search(const Napi::CallbackInfo& info) {
  const Napi::Object request = object_arg(info[0], "request");
  return start_on_own_thread(info.Env(), new SearchWorker(info, request, session_arg(request.Get("session"))));
}

/** Name, default, range and meaning of every parameter of every algorithm. */
Napi::Value search_parameters(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  Napi::Object all = Napi::Object::New(env);
  for (const auto algorithm : search::kAlgorithms) {
    Napi::Array list = Napi::Array::New(env);
    for (const auto& spec : search::parameter_specs(algorithm)) {
      Napi::Object one = Napi::Object::New(env);
      one.Set("name", spec.name);
      one.Set("default", spec.value);
      one.Set("minimum", spec.minimum);
      one.Set("maximum", spec.maximum);
      one.Set("meaning", spec.meaning);
      list.Set(list.Length(), one);
    }
    all.Set(search::name_of(algorithm), list);
  }
  return all;
}

/**
 * (name of an algorithm, evaluations of a run, single swaps of a portfolio) -> its islands, when no parameter says how many.
 */
Napi::Value fitted_islands(const Napi::CallbackInfo& info) {
  constexpr int64_t kMost = int64_t{1} << 53;
  const auto evaluations = static_cast<uint64_t>(integer_arg(info[1], "evaluations", 0, kMost));
  const auto neighbourhood = static_cast<uint64_t>(integer_arg(info[2], "neighbourhood", 0, kMost));
  return Napi::Number::New(info.Env(), search::fitted_islands(algorithm_arg(info[0]), evaluations, neighbourhood));
}

}  // namespace

void register_search(Napi::Env env, Napi::Object exports) {
  exports.Set("search", Napi::Function::New(env, run_search, "search"));
  exports.Set("fittedIslands", Napi::Function::New(env, fitted_islands, "fittedIslands"));
  exports.Set("searchParameters", Napi::Function::New(env, search_parameters, "searchParameters"));
}

}  // namespace tessera::addon
