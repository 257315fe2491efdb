#pragma once

#include "formulas/metrics/calmar.h"
#include "formulas/metrics/conditional_value_at_risk.h"
#include "formulas/metrics/continuous_kelly.h"
#include "formulas/metrics/cornish_fisher.h"
#include "formulas/metrics/expectancy.h"
#include "formulas/metrics/gaussian_tail.h"
#include "formulas/metrics/kelly.h"
#include "formulas/metrics/kurtosis.h"
#include "formulas/metrics/omega.h"
#include "formulas/metrics/payoff.h"
#include "formulas/metrics/ratio.h"
#include "formulas/metrics/sharpe.h"
#include "formulas/metrics/skew.h"
#include "formulas/metrics/sortino.h"
#include "formulas/metrics/ulcer.h"
#include "formulas/metrics/volatility.h"
#include "formulas/series/series_rule.h"

namespace tessera::formulas {

/** A place on the drawdown path, NaN where there was no drawdown. */
TSR_HD double drawdown_place(const DrawdownPath<double>& path, double place) { return path.worst > 0.0 ? place : NAN; }

/** Sum, or the compounded return where the rows are returns. */
TSR_HD double total_result(const SeriesSummary<double>& s, const SeriesRule& rule) {
  return rule.equity.compound ? s.drawdown.equity - 1.0 : s.sums.sum;
}

TSR_HD double roi_over_drawdown(const SeriesSummary<double>& s, const SeriesRule& rule) {
  const double roi = total_result(s, rule);
  if (rule.config.profile == TSR_PROFILE_LEGACY) return ratio(roi, s.drawdown.worst, 0.0);
  return signed_ratio(roi, s.drawdown.worst);
}

/** legacy counts rows of 0 as not won, the others leave them out. */
TSR_HD double win_rate(const WinLoss<double>& sums, double count, bool legacy) {
  return sums.wins / (legacy ? count : sums.wins + sums.losses);
}

/** Whether a metric rests on the quantiles and tail means of a series, which its summary has only where they were asked for. */
TSR_HD constexpr bool needs_tails(uint32_t metric) { return metric >= TSR_METRIC_VAR_95 && metric <= TSR_METRIC_CVAR_99; }

/** The same of the tail of its drawdowns. */
TSR_HD constexpr bool needs_drawdown_tail(uint32_t metric) { return metric == TSR_METRIC_CDAR_95; }

/**
 * One tsr_metric of a series under the rule's profile. VaR and CVaR are quantiles and means of P&L, negative = loss;
 * drawdowns are positive. Without a single present cell everything but the counts is NaN.
 */
TSR_HD double metric_value(uint32_t metric, const SeriesSummary<double>& s, const SeriesRule& rule) {
  const tsr_metric_config& config = rule.config;
  const bool legacy = config.profile == TSR_PROFILE_LEGACY;
  const double n = s.sums.count;
  if (metric == TSR_METRIC_OBSERVATIONS) return n;
  if (metric == TSR_METRIC_ZERO_DAYS) return s.sums.zeros;
  if (n == 0.0) return NAN;
  // PerformanceAnalytics takes the population's standard deviation in its parametric figures.
  const double spread = deviation(s, config.profile == TSR_PROFILE_R ? 0.0 : 1.0);
  // Without a default: a metric of the table that has no line here does not compile.
  switch (static_cast<tsr_metric>(metric)) {
    case TSR_METRIC_ROI: return total_result(s, rule);
    case TSR_METRIC_MAX_DRAWDOWN: return s.drawdown.worst;
    case TSR_METRIC_RATIO: return roi_over_drawdown(s, rule);
    case TSR_METRIC_WIN_RATE: return win_rate(s.win_loss, n, legacy);
    case TSR_METRIC_PROFIT_FACTOR: return profit_factor(s.win_loss.gross_profit, s.win_loss.gross_loss, legacy);
    case TSR_METRIC_EXPECTANCY: return expectancy(s.win_loss, n, legacy);
    case TSR_METRIC_ANNUALIZED_RETURN: return annualized_return(s, config);
    case TSR_METRIC_SHARPE: return sharpe(s, config);
    case TSR_METRIC_SORTINO: return sortino(s, config);
    case TSR_METRIC_CALMAR: return calmar(s, config);
    case TSR_METRIC_VOLATILITY: return volatility(s, config);
    case TSR_METRIC_DOWNSIDE_DEVIATION: return downside_deviation(s, config);
    case TSR_METRIC_ULCER: return ulcer(s.drawdown.squares, n);
    case TSR_METRIC_OMEGA: return omega(s.downside, legacy);
    case TSR_METRIC_PAYOFF: return payoff(s.win_loss);
    case TSR_METRIC_SKEW: return skew(s);
    case TSR_METRIC_KURTOSIS: return kurtosis(s);
    case TSR_METRIC_BEST: return s.sums.largest;
    case TSR_METRIC_WORST: return s.sums.smallest;
    case TSR_METRIC_WIN_STREAK: return s.streaks.longest_win;
    case TSR_METRIC_LOSS_STREAK: return s.streaks.longest_loss;
    case TSR_METRIC_VAR_95: return s.quantile_95;
    case TSR_METRIC_CVAR_95: return conditional_value_at_risk(s.tail_95, s.quantile_95, s.tail_mean_95, config.profile);
    case TSR_METRIC_VAR_99: return s.quantile_99;
    case TSR_METRIC_CVAR_99: return conditional_value_at_risk(s.tail_99, s.quantile_99, s.tail_mean_99, config.profile);
    case TSR_METRIC_VAR_95_GAUSSIAN: return gaussian_var(s.mean, spread, kNormal95);
    case TSR_METRIC_CVAR_95_GAUSSIAN: return gaussian_cvar(s.mean, spread, kNormal95, kTail95);
    case TSR_METRIC_VAR_99_GAUSSIAN: return gaussian_var(s.mean, spread, kNormal99);
    case TSR_METRIC_CVAR_99_GAUSSIAN: return gaussian_cvar(s.mean, spread, kNormal99, kTail99);
    case TSR_METRIC_VAR_95_CORNISH_FISHER: return cornish_fisher_var(s.mean, spread, skew(s), kurtosis(s), kNormal95);
    case TSR_METRIC_VAR_99_CORNISH_FISHER: return cornish_fisher_var(s.mean, spread, skew(s), kurtosis(s), kNormal99);
    case TSR_METRIC_CDAR_95: return s.drawdown_tail_95;
    case TSR_METRIC_KELLY:
      return config.profile == TSR_PROFILE_R ? half_continuous_kelly(s, config) : kelly(s.win_loss, n, legacy);
    case TSR_METRIC_MEAN: return s.mean;
    case TSR_METRIC_STD: return standard_deviation(s, config);
    case TSR_METRIC_DRAWDOWN_START: return drawdown_place(s.drawdown, s.drawdown.start);
    case TSR_METRIC_DRAWDOWN_END: return drawdown_place(s.drawdown, s.drawdown.end);
    case TSR_METRIC_DRAWDOWN_RECOVERY: return drawdown_place(s.drawdown, s.drawdown.recovery);
    case TSR_METRIC_DRAWDOWN_DURATION: {
      if (s.drawdown.worst == 0.0) return 0.0;
      const bool recovered = s.drawdown.recovery >= 0.0;
      return (recovered ? s.drawdown.recovery : s.drawdown.last) - s.drawdown.start;
    }
    case TSR_METRIC_MAX_DRAWDOWN_FRACTION:
      if (rule.equity.compound) return s.drawdown.worst;
      return rule.equity.capital > 0.0 ? s.drawdown.worst_fraction : NAN;
    case TSR_METRIC_ULCER_FRACTION:
      if (rule.equity.compound) return ulcer(s.drawdown.squares, n);
      return rule.equity.capital > 0.0 ? ulcer(s.drawdown.fraction_squares, n) : NAN;
    case TSR_METRIC_OBSERVATIONS:
    case TSR_METRIC_ZERO_DAYS:  // above
    case TSR_METRIC_COUNT: break;
  }
  return NAN;
}

}  // namespace tessera::formulas
