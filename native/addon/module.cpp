// Entry point of tessera.node: constants, then the functions of each part.
#include <napi.h>

#include <algorithm>
#include <string>

#include "addon/calls.h"
#include "backends/common/operations.h"

namespace {

using namespace tessera::addon;

/** By tsr_op, in the words of reports; "" where there is no operation. */
Napi::Array operation_names(Napi::Env env) {
  std::string names[TSR_OP_LIMIT];
#define TSR_NAME(id, name) names[id] = #name;
  TSR_OPERATIONS(TSR_NAME)
  TSR_DEVICE_OPERATIONS(TSR_NAME)
#undef TSR_NAME
  Napi::Array list = Napi::Array::New(env, TSR_OP_LIMIT);
  for (uint32_t id = 0; id < TSR_OP_LIMIT; ++id) {
    std::ranges::replace(names[id], '_', '-');
    list.Set(id, names[id]);
  }
  return list;
}

Napi::Object initialise(Napi::Env env, Napi::Object exports) {
  exports.Set("version", TESSERA_VERSION);
  exports.Set("abiVersion", Napi::Number::New(env, TSR_ABI_VERSION));
  exports.Set("controlBytes", Napi::Number::New(env, sizeof(tsr_control)));
  exports.Set("operationNames", operation_names(env));
  for (const auto add : {register_arrow, register_csv, register_parquet, register_backend, register_session, register_stored,
                         register_metrics, register_correlation, register_scores, register_believable, register_search}) {
    add(env, exports);
  }
  return exports;
}

}  // namespace

NODE_API_MODULE(tessera, initialise)
