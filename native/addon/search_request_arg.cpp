#include "addon/search_request_arg.h"

#include <span>
#include <string>
#include <vector>

#include "addon/argument.h"
#include "addon/objective_arg.h"

namespace tessera::addon {

namespace {

constexpr double most = 9007199254740992.0;  // 2^53: beyond it a number of JavaScript is no longer a count

uint64_t count_arg(const Napi::Object& object, const char* name) {
  return static_cast<uint64_t>(integer_arg(object.Get(name), name, 0, static_cast<int64_t>(most)));
}

double number_of(const Napi::Object& object, const char* name) { return number_arg(object.Get(name), name); }

std::vector<uint32_t> list_arg(const Napi::Object& object, const char* name) {
  const Napi::Value value = object.Get(name);
  if (value.IsUndefined()) return {};
  const Napi::Uint32Array array = uint32_array_arg(value, name);
  return {array.Data(), array.Data() + array.ElementLength()};
}

search::AlgorithmId algorithm_arg(const Napi::Value& value) {
  const std::string name = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  for (uint32_t k = 0; k < search::algorithm_count; ++k) {
    if (name == search::algorithm_names[k]) return static_cast<search::AlgorithmId>(k);
  }
  throw bad_argument(value.Env(), "algorithm must be one of ga, pso, sa, de, aco, hc, bo, rs");
}

uint64_t seed_arg(const Napi::Value& value) {
  bool lossless = false;
  const uint64_t seed = value.IsBigInt() ? value.As<Napi::BigInt>().Uint64Value(&lossless) : 0;
  if (!lossless) throw bad_argument(value.Env(), "seed must be a BigInt of 0 to 2^64 - 1");
  return seed;
}

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
  grouping.balance_weight = number_of(object, "balanceWeight");
  return grouping;
}

}  // namespace

search::Request search_request_arg(const Napi::Object& object, const OpenSession& session) {
  search::Request request;
  request.backend = session.backend;
  request.session = session.session;
  request.observations = static_cast<uint32_t>(session.observations());
  request.correlation_observations = static_cast<uint32_t>(session.correlation_observations());
  request.strategies = static_cast<uint32_t>(session.strategies);
  request.algorithm = algorithm_arg(object.Get("algorithm"));
  request.size = uint32_arg(object.Get("size"), "size");
  request.seed = seed_arg(object.Get("seed"));
  request.objective = objective_arg(object.Get("objective"));
  request.max_evaluations = count_arg(object, "maxEvaluations");
  request.max_seconds = number_of(object, "maxSeconds");
  request.stagnation = count_arg(object, "stagnation");
  request.pause_after_seconds = number_of(object, "pauseAfterSeconds");
  request.threads = static_cast<unsigned>(integer_arg(object.Get("threads"), "threads", 1, 1024));
  request.candidates = list_arg(object, "candidates");
  request.must_include = list_arg(object, "mustInclude");
  request.start = list_arg(object, "start");
  request.max_pair_correlation = number_of(object, "maxPairCorrelation");
  request.max_drawdown = number_of(object, "maxDrawdown");
  const Napi::Value groupings = object.Get("groupings");
  if (groupings.IsArray()) {
    const auto list = groupings.As<Napi::Array>();
    for (uint32_t k = 0; k < list.Length(); ++k) request.groupings.push_back(grouping_arg(list.Get(k)));
  }
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

}  // namespace tessera::addon
