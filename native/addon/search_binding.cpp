// search and searchParameters of addon.ts.
#include <atomic>
#include <cstring>
#include <memory>
#include <mutex>
#include <utility>

#include "addon/argument.h"
#include "addon/control_arg.h"
#include "addon/own_thread.h"
#include "addon/register.h"
#include "addon/search_request_arg.h"
#include "addon/session_worker.h"
#include "search/algorithm.h"
#include "search/search.h"

namespace tessera::addon {

namespace {

class SearchWorker : public SessionWorker {
 public:
  SearchWorker(const Napi::CallbackInfo& info, const Napi::Object& request, std::shared_ptr<OpenSession> opened)
      : SessionWorker(info.Env(), std::move(opened)), request_(search_request_arg(request, session())) {
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
    result.Set("stopped", search::stopped_names[static_cast<int>(outcome_.stopped)]);
    result.Set("reproducible", outcome_.reproducible);
    result.Set("checkpoint", checkpoint);
    return result;
  }

 private:
  /** The session's columns, loaded by its first search and shared by the later ones. Null when they are too large. */
  std::shared_ptr<const search::Columns> columns() const {
    if (request_.algorithm == search::AlgorithmId::random_search) return nullptr;
    const std::lock_guard lock(session().search_lock);
    auto& held = session().search_columns;
    if (!held) {
      held = search::Columns::load(*request_.backend, request_.session, request_.observations,
                                   request_.correlation_observations, request_.strategies, search::columns_limit_bytes);
    }
    return held;
  }

  search::Request request_;
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
  for (uint32_t k = 0; k < search::algorithm_count; ++k) {
    Napi::Array list = Napi::Array::New(env);
    for (const auto& spec : search::parameter_specs(static_cast<search::AlgorithmId>(k))) {
      Napi::Object one = Napi::Object::New(env);
      one.Set("name", spec.name);
      one.Set("default", spec.value);
      one.Set("minimum", spec.minimum);
      one.Set("maximum", spec.maximum);
      one.Set("meaning", spec.meaning);
      list.Set(list.Length(), one);
    }
    all.Set(search::algorithm_names[k], list);
  }
  return all;
}

}  // namespace

void register_search(Napi::Env env, Napi::Object exports) {
  exports.Set("search", Napi::Function::New(env, run_search, "search"));
  exports.Set("searchParameters", Napi::Function::New(env, search_parameters, "searchParameters"));
}

}  // namespace tessera::addon
