#pragma once

#include "formulas/hd.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/**
 * What a portfolio's mean correlation c costs: weight x c x h. Legacy entire-day portfolios pay for the signed c
 * (a negative one is a gain), zone portfolios for max(0, c). h is 1/2 for ratio and less_max_dd while the
 * drawdown stays under the threshold, else 1.
 */
template <class V>
TSR_HD V penalty(const tsr_objective& objective, V c, V max_drawdown) {
  if (objective.penalty == TSR_PENALTY_NONE) return splat<V>(0.0);
  const V charged = objective.penalty == TSR_PENALTY_POSITIVE ? larger(c, splat<V>(0.0)) : c;
  const V full = splat<V>(objective.penalty_weight) * charged;
  if (objective.metric != TSR_OBJECTIVE_RATIO && objective.metric != TSR_OBJECTIVE_LESS_MAX_DD) return full;
  return select(max_drawdown < splat<V>(objective.drawdown_threshold), full * splat<V>(0.5), full);
}

}  // namespace tessera::formulas
