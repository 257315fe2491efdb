#include "addon/backend_handle.h"

#include "addon/addon_error.h"
#include "addon/type_tags.h"

namespace tessera::addon {

Napi::Value backend_handle(Napi::Env env, const tsr_backend* table) {
  // Nothing is written through it: Node-API has no external of a pointer to const.
  auto external = Napi::External<tsr_backend>::New(env, const_cast<tsr_backend*>(table));
  external.TypeTag(&kBackendTag);
  return external;
}

const tsr_backend* backend_arg(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<tsr_backend>>().CheckTypeTag(&kBackendTag)) {
    throw bad_argument(value.Env(), "expected the handle of a backend");
  }
  return value.As<Napi::External<tsr_backend>>().Data();
}

}  // namespace tessera::addon
