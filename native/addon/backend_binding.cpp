// loadBackend of addon.ts.
#include <napi.h>

#include "addon/addon_error.h"
#include "addon/backend_handle.h"
#include "addon/backend_library.h"
#include "addon/register.h"

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

}  // namespace

void register_backend(Napi::Env env, Napi::Object exports) {
  exports.Set("loadBackend", Napi::Function::New(env, load_backend, "loadBackend"));
}

}  // namespace tessera::addon
