// loadBackend and planSession of addon.ts.
#include <napi.h>

#include "addon/addon_error.h"
#include "addon/argument.h"
#include "addon/calls.h"
#include "addon/handles.h"

namespace tessera::addon {
namespace {

Napi::Value describe_device(Napi::Env env, const tsr_backend& backend, int32_t device) {
  tsr_device_info info{};
  info.struct_size = sizeof info;
  const tsr_status status = backend.describe(device, &info);
  if (status != TSR_OK) throw make_error(env, status, backend.last_error(nullptr));
  Napi::Object result = Napi::Object::New(env);
  result.Set("name", info.name);
  result.Set("detail", info.detail);
  result.Set("threadCount", info.thread_count);
  result.Set("memoryBytes", static_cast<double>(info.memory_bytes));
  result.Set("memoryFreeBytes", static_cast<double>(info.memory_free_bytes));
  return result;
}

Napi::Value load_backend(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  if (!info[0].IsString()) throw bad_argument(env, "libraryPath must be a string");
  const LoadedBackend loaded = load_backend_library(info[0].As<Napi::String>().Utf8Value());
  if (loaded.table == nullptr) throw make_error(env, TSR_UNSUPPORTED, loaded.error);

  const tsr_backend& backend = *loaded.table;
  const int32_t score = backend.score();
  Napi::Object result = Napi::Object::New(env);
  result.Set("handle", backend_handle(env, loaded.table));
  result.Set("name", backend.name);
  result.Set("version", backend.version);
  result.Set("abiVersion", backend.abi_version);
  result.Set("score", score);
  result.Set("reason", score > 0 ? "" : backend.reason());
  Napi::Array devices = Napi::Array::New(env);
  const uint32_t count = score > 0 ? backend.device_count() : 0;
  for (uint32_t i = 0; i < count; ++i) devices[i] = describe_device(env, backend, static_cast<int32_t>(i));
  result.Set("devices", devices);
  return result;
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
