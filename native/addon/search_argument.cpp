#include "addon/search_argument.h"

#include "addon/argument.h"

namespace tessera::addon {

namespace {

search::Grouping grouping_arg(const Napi::Value& value) {
  const Napi::Object object = object_arg(value, "groupings");
  search::Grouping grouping;
  grouping.group_of = list_arg(object, "groupOf");
  grouping.minimum = list_arg(object, "minimum");
  grouping.maximum = list_arg(object, "maximum");
  const Napi::Value desired = object.Get("desired");
  if (desired.IsUndefined()) return grouping;
  const Napi::Float64Array counts = float64_array_arg(desired, "desired");
  grouping.desired.assign(counts.Data(), counts.Data() + counts.ElementLength());
  grouping.balance_weight = number_arg(object.Get("balanceWeight"), "balanceWeight");
  return grouping;
}

}  // namespace

std::vector<uint32_t> list_arg(const Napi::Object& object, const char* name) {
  const Napi::Value value = object.Get(name);
  if (value.IsUndefined()) return {};
  const Napi::Uint32Array array = uint32_array_arg(value, name);
  return {array.Data(), array.Data() + array.ElementLength()};
}

uint64_t seed_arg(const Napi::Value& value) {
  bool lossless = false;
  const uint64_t seed = value.IsBigInt() ? value.As<Napi::BigInt>().Uint64Value(&lossless) : 0;
  if (!lossless) throw bad_argument(value.Env(), "seed must be a BigInt of 0 to 2^64 - 1");
  return seed;
}

void read_limits(const Napi::Object& object, search::Request& request) {
  request.size = uint32_arg(object.Get("size"), "size");
  request.candidates = list_arg(object, "candidates");
  request.must_include = list_arg(object, "mustInclude");
  request.max_pair_correlation = number_arg(object.Get("maxPairCorrelation"), "maxPairCorrelation");
  request.max_drawdown = number_arg(object.Get("maxDrawdown"), "maxDrawdown");
  const Napi::Value groupings = object.Get("groupings");
  if (!groupings.IsArray()) return;
  const auto list = groupings.As<Napi::Array>();
  for (uint32_t k = 0; k < list.Length(); ++k) request.groupings.push_back(grouping_arg(list.Get(k)));
}

}  // namespace tessera::addon
