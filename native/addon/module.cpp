// Entry point of tessera.node: constants, then the functions of each part.
#include <napi.h>

#include "addon/register.h"
#include "tessera_backend.h"

namespace {

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  exports.Set("version", TESSERA_VERSION);
  exports.Set("abiVersion", Napi::Number::New(env, TSR_ABI_VERSION));
  exports.Set("controlBytes", Napi::Number::New(env, sizeof(tsr_control)));
#ifdef TESSERA_HAS_CSV
  tessera::addon::register_csv(env, exports);
#endif
#ifdef TESSERA_HAS_BACKEND
  tessera::addon::register_backend(env, exports);
#endif
#ifdef TESSERA_HAS_SESSION
  tessera::addon::register_session(env, exports);
#endif
#ifdef TESSERA_HAS_SEARCH
  tessera::addon::register_search(env, exports);
#endif
  return exports;
}

}  // namespace

NODE_API_MODULE(tessera, initialise)
