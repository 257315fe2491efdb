#pragma once

#include "addon/argument.h"
#include "addon/open_session.h"

namespace tessera::addon {

/**
 * Weights of the observations that correlations are taken from, undefined = null. The caller keeps the array alive. Throws
 * bad-argument for another length; what is in it is the backend's to judge.
 */
inline const double* optional_weights_arg(const Napi::Value& value, const OpenSession& opened) {
  if (value.IsUndefined()) return nullptr;
  const Napi::Float64Array weights = float64_array_arg(value, "weights");
  if (weights.ElementLength() != opened.correlation_observations()) {
    throw bad_argument(value.Env(), "weights must have one number for every observation");
  }
  return weights.Data();
}

}  // namespace tessera::addon
