#pragma once

#include "formulas/hd.h"

namespace tessera::formulas {

/** Below this drawdown (currency) the replaced system takes a portfolio as one without drawdown. */
constexpr double kZeroDrawdown = 1e-6;

/**
 * ROI / max drawdown, both in currency, so a pure number. Without a drawdown: 100 x ROI when ROI > 0,
 * 10 x ROI when ROI < 0, 0 when ROI is 0 (the rule of the replaced system).
 * floor > 0 divides by max(drawdown, floor) instead, which has no such jump.
 */
template <class V>
TSR_HD V ratio(V roi, V max_drawdown, double floor) {
  if (floor > 0.0) return roi / larger(max_drawdown, splat<V>(floor));
  const V zero = splat<V>(0.0);
  const V without = roi * select(roi > zero, splat<V>(100.0), splat<V>(10.0));
  return select(max_drawdown > splat<V>(kZeroDrawdown), roi / max_drawdown, without);
}

}  // namespace tessera::formulas
