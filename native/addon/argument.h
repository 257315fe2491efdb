// Reading arguments from JavaScript. Each function throws bad-argument with the argument's name. JS thread only.
#pragma once

#include <napi.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "addon/addon_error.h"
#include "tessera_backend.h"

namespace tessera::addon {

inline Napi::Object object_arg(const Napi::Value& value, const char* name) {
  if (!value.IsObject()) throw bad_argument(value.Env(), std::string(name) + " must be an object");
  return value.As<Napi::Object>();
}

/** Any number but NaN; infinities are allowed where the caller's range allows them. */
inline double number_arg(const Napi::Value& value, const std::string& name) {
  if (!value.IsNumber() || std::isnan(value.As<Napi::Number>().DoubleValue())) {
    throw bad_argument(value.Env(), name + " must be a number");
  }
  return value.As<Napi::Number>().DoubleValue();
}

/** A whole number of least..most. */
inline int64_t integer_arg(const Napi::Value& value, const std::string& name, int64_t least, int64_t most) {
  const double number = number_arg(value, name);
  if (number != std::floor(number) || number < static_cast<double>(least) || number > static_cast<double>(most)) {
    throw bad_argument(value.Env(),
                       name + " must be a whole number of " + std::to_string(least) + " to " + std::to_string(most));
  }
  return static_cast<int64_t>(number);
}

inline uint32_t uint32_arg(const Napi::Value& value, const std::string& name) {
  return static_cast<uint32_t>(integer_arg(value, name, 0, UINT32_MAX));
}

inline Napi::Uint32Array uint32_array_arg(const Napi::Value& value, const std::string& name) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_uint32_array) {
    throw bad_argument(value.Env(), name + " must be a Uint32Array");
  }
  return value.As<Napi::Uint32Array>();
}

inline Napi::Uint8Array uint8_array_arg(const Napi::Value& value, const std::string& name) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array) {
    throw bad_argument(value.Env(), name + " must be a Uint8Array");
  }
  return value.As<Napi::Uint8Array>();
}

inline Napi::Float64Array float64_array_arg(const Napi::Value& value, const std::string& name) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_float64_array) {
    throw bad_argument(value.Env(), name + " must be a Float64Array");
  }
  return value.As<Napi::Float64Array>();
}

/**
 * The tsr_control that JavaScript holds as an Int32Array of six words (NativeControl in addon.ts).
 * Points into the array's memory, which may be shared with other threads. The caller keeps the array alive
 * (PromiseWorker::keep) for as long as native code uses the pointer. Throws bad-argument.
 */
inline tsr_control* control_arg(const Napi::Value& value) {
  const Napi::Env env = value.Env();
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_int32_array) {
    throw bad_argument(env, "control must be an Int32Array");
  }
  auto array = value.As<Napi::Int32Array>();
  // Asking for the data also moves a small array out of V8's moving heap, so the pointer stays good.
  int32_t* words = array.Data();
  if (words == nullptr || array.ByteLength() < sizeof(tsr_control)) {
    throw bad_argument(env, "control must have at least 24 bytes");
  }
  if (reinterpret_cast<std::uintptr_t>(words) % alignof(tsr_control) != 0) {
    throw bad_argument(env, "control must start at a multiple of 8 bytes");
  }
  return reinterpret_cast<tsr_control*>(words);
}

/** The same, but null and undefined mean that nobody watches: nullptr. */
inline tsr_control* optional_control_arg(const Napi::Value& value) {
  return value.IsNull() || value.IsUndefined() ? nullptr : control_arg(value);
}

/** NativeObjective of addon.ts as tsr_objective. Throws bad-argument. */
inline tsr_objective objective_arg(const Napi::Value& value) {
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
