// Reading arguments from JavaScript. Each function throws bad-argument with the argument's name. JS thread only.
#pragma once

#include <napi.h>

#include <cmath>
#include <string>

#include "addon/addon_error.h"

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

inline Napi::Float64Array float64_array_arg(const Napi::Value& value, const std::string& name) {
  if (!value.IsTypedArray() || value.As<Napi::TypedArray>().TypedArrayType() != napi_float64_array) {
    throw bad_argument(value.Env(), name + " must be a Float64Array");
  }
  return value.As<Napi::Float64Array>();
}

}  // namespace tessera::addon
