#pragma once

#include "formulas/metrics/expectancy.h"
#include "formulas/metrics/profit_factor.h"
#include "formulas/metrics/ratio.h"
#include "formulas/scores/enhanced_terms.h"
#include "formulas/scores/penalty.h"
#include "formulas/scores/score_sums.h"

namespace tessera::formulas {

/** A portfolio's figures, in the order of tsr_component. */
template <class V>
struct Score {
  V fitness, base, mean_correlation, roi, max_drawdown;
};

/** The objective before the correlation penalty. Currency figures are those of the mean series. */
template <class V>
TSR_HD V objective_base(const tsr_objective& objective, const ScoreSums<V>& sums, double observations, uint32_t n) {
  const V size = splat<V>(static_cast<double>(n));
  const V roi = sums.drawdown.equity / size;
  const V max_drawdown = sums.drawdown.worst / size;
  WinLoss<V> mean = sums.win_loss;
  mean.gross_profit = mean.gross_profit / size;
  mean.gross_loss = mean.gross_loss / size;
  const V rows = splat<V>(observations);
  switch (objective.metric) {
    case TSR_OBJECTIVE_ROI: return roi;
    case TSR_OBJECTIVE_LESS_MAX_DD: return -max_drawdown;
    case TSR_OBJECTIVE_WIN_PERCENTAGE: return mean.wins / rows;
    case TSR_OBJECTIVE_PROFIT_FACTOR: return profit_factor_fitness(mean.gross_profit, mean.gross_loss);
    case TSR_OBJECTIVE_EXPECTANCY: return expectancy(mean, rows, true);
    case TSR_OBJECTIVE_ENHANCED: return enhanced_terms(objective, sums, observations, n);
    case TSR_OBJECTIVE_HYBRID: {
      const V share = splat<V>(objective.hybrid_share);
      const V terms = enhanced_terms(objective, sums, observations, n);
      return share * ratio(roi, max_drawdown, objective.drawdown_floor) + (splat<V>(1.0) - share) * terms;
    }
    default: return ratio(roi, max_drawdown, objective.drawdown_floor);
  }
}

/**
 * Canonical score of a portfolio of n members over `observations` rows. A fitness that is not a number (infinite
 * cells) becomes -infinity: it can never win.
 */
template <class V>
TSR_HD Score<V> objective_score(const tsr_objective& objective, const ScoreSums<V>& sums, double observations, uint32_t n,
                                V mean_correlation) {
  const V size = splat<V>(static_cast<double>(n));
  Score<V> score;
  score.base = objective_base(objective, sums, observations, n);
  score.mean_correlation = mean_correlation;
  score.roi = sums.drawdown.equity / size;
  score.max_drawdown = sums.drawdown.worst / size;
  const V fitness = score.base - penalty(objective, mean_correlation, score.max_drawdown);
  score.fitness = select(fitness == fitness, fitness, splat<V>(-HUGE_VAL));
  return score;
}

}  // namespace tessera::formulas
