#include "addon/objective_arg.h"

#include <algorithm>

#include "addon/argument.h"

namespace tessera::addon {

tsr_objective objective_arg(const Napi::Value& value) {
  const Napi::Object object = object_arg(value, "objective");
  const auto number = [&](const char* name) { return number_arg(object.Get(name), std::string("objective.") + name); };
  tsr_objective objective{};
  objective.struct_size = sizeof objective;
  objective.metric = uint32_arg(object.Get("metric"), "objective.metric");
  objective.penalty = uint32_arg(object.Get("penalty"), "objective.penalty");
  objective.peak_from_zero = object.Get("peakFromZero").ToBoolean() ? 1 : 0;
  objective.penalty_weight = number("penaltyWeight");
  objective.drawdown_threshold = number("drawdownThreshold");
  objective.drawdown_floor = number("drawdownFloor");
  objective.annualisation = number("annualisation");
  objective.hybrid_share = number("hybridShare");
  const Napi::Float64Array weights = float64_array_arg(object.Get("weights"), "objective.weights");
  if (weights.ElementLength() != TSR_TERM_COUNT) {
    throw bad_argument(value.Env(), "objective.weights must have " + std::to_string(TSR_TERM_COUNT) + " entries");
  }
  std::copy_n(weights.Data(), TSR_TERM_COUNT, objective.weights);
  return objective;
}

}  // namespace tessera::addon
