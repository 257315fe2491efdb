// loadBackend and planSession of addon.ts.
#include <napi.h>

#include <string>
#include <utility>
#include <vector>

#include "addon/addon_error.h"
#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/handles.h"
#include "addon/promise_worker.h"

namespace tessera::addon {
namespace {

/**
 * loadBackend of addon.ts. On a thread of its own: the first look at a GPU takes a second, as the driver starts, and how much
 * memory is free is told to whoever has a context on the device.
 */
class LoadBackendWorker : public PromiseWorker {
 public:
  LoadBackendWorker(Napi::Env env, std::string path) : PromiseWorker(env), path_(std::move(path)) {}

 private:
  WorkOutcome work() override {
    const LoadedBackend loaded = load_backend_library(path_);
    if (loaded.table == nullptr) return {TSR_UNSUPPORTED, loaded.error};
    backend_ = loaded.table;
    score_ = backend_->score();
    devices_.resize(score_ > 0 ? backend_->device_count() : 0);
    for (size_t i = 0; i < devices_.size(); ++i) {
      devices_[i].struct_size = sizeof devices_[i];
      const tsr_status status = backend_->describe(static_cast<int32_t>(i), &devices_[i]);
      if (status != TSR_OK) return {status, backend_->last_error(nullptr)};
    }
    return {};
  }

  Napi::Value result(Napi::Env env) override {
    Napi::Object result = Napi::Object::New(env);
    result.Set("handle", backend_handle(env, backend_));
    result.Set("name", backend_->name);
    result.Set("version", backend_->version);
    result.Set("abiVersion", backend_->abi_version);
    result.Set("score", score_);
    result.Set("reason", score_ > 0 ? "" : backend_->reason());
    Napi::Array devices = Napi::Array::New(env);
    for (const tsr_device_info& info : devices_) devices[devices.Length()] = device_object(env, info);
    result.Set("devices", devices);
    return result;
  }

  static Napi::Object device_object(Napi::Env env, const tsr_device_info& info) {
    Napi::Object device = Napi::Object::New(env);
    device.Set("name", info.name);
    device.Set("detail", info.detail);
    device.Set("threadCount", info.thread_count);
    device.Set("memoryBytes", static_cast<double>(info.memory_bytes));
    device.Set("memoryFreeBytes", static_cast<double>(info.memory_free_bytes));
    return device;
  }

  std::string path_;
  const tsr_backend* backend_ = nullptr;
  int32_t score_ = 0;
  std::vector<tsr_device_info> devices_;
};

Napi::Value load_backend(const Napi::CallbackInfo& info) {
  if (!info[0].IsString()) throw bad_argument(info.Env(), "libraryPath must be a string");
  return start_on_own_thread(info.Env(), new LoadBackendWorker(info.Env(), info[0].As<Napi::String>().Utf8Value()));
}

/** planSession of addon.ts. */
Napi::Value plan_session(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const tsr_backend* const backend = backend_arg(info[0]);
  const Napi::Object shape = object_arg(info[1], "shape");
  const auto whole = [&](const char* name, int64_t most) {
    return static_cast<uint64_t>(integer_arg(shape.Get(name), name, 0, most));
  };
  tsr_plan plan{};
  plan.struct_size = sizeof plan;
  plan.device = static_cast<int32_t>(integer_arg(shape.Get("device"), "device", TSR_DEVICE_ALL, INT32_MAX));
  plan.strategies = whole("strategies", UINT32_MAX);
  plan.observations = whole("observations", UINT32_MAX);
  plan.correlation_observations = whole("correlationObservations", UINT32_MAX);
  plan.memory_limit_bytes = whole("memoryLimitBytes", int64_t{1} << 53);
  const tsr_status status = backend->plan(&plan);
  if (status != TSR_OK) throw make_error(env, status, backend->last_error(nullptr));
  Napi::Object result = Napi::Object::New(env);
  result.Set("installedBytes", static_cast<double>(plan.installed_bytes));
  result.Set("freeBytes", static_cast<double>(plan.free_bytes));
  result.Set("reserveBytes", static_cast<double>(plan.reserve_bytes));
  result.Set("budgetBytes", static_cast<double>(plan.budget_bytes));
  Napi::Float64Array parts = Napi::Float64Array::New(env, TSR_PLAN_COUNT);
  for (size_t part = 0; part < TSR_PLAN_COUNT; ++part) parts[part] = static_cast<double>(plan.part_bytes[part]);
  result.Set("parts", parts);
  result.Set("panels", plan.panels);
  result.Set("panelStrategies", static_cast<double>(plan.panel_strategies));
  result.Set("resident", plan.resident != 0);
  return result;
}

}  // namespace

void register_backend(Napi::Env env, Napi::Object exports) {
  exports.Set("loadBackend", Napi::Function::New(env, load_backend, "loadBackend"));
  exports.Set("planSession", Napi::Function::New(env, plan_session, "planSession"));
}

}  // namespace tessera::addon
