#pragma once

#include "formulas/expected_maximum.h"
#include "formulas/probabilistic_sharpe.h"

namespace tessera::formulas {

/**
 * Deflated Sharpe ratio (Bailey and Lopez de Prado 2014): the probability that the best of `trials` tries beats what
 * luck gives the best of so many, whose Sharpe ratios (per observation) have the variance `trial_variance`.
 */
TSR_HD double deflated_sharpe(const TrackRecord& record, double trials, double trial_variance) {
  return probabilistic_sharpe(record, sqrt(trial_variance) * expected_maximum(trials));
}

}  // namespace tessera::formulas
