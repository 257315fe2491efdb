#pragma once

#include "formulas/series/drawdown_path.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/** How the profile turns P&L into the series that metrics are computed from. */
struct SeriesRule {
  double divisor;            // cells are divided by it
  tsr_metric_config config;  // in the unit of the series
  EquityRule equity;
};

/**
 * legacy, textbook: currency, additive; legacy's peak starts at the first equity value, textbook's at 0.
 * r: additive from 0 as well, unless a capital is declared: then the series is P&L / capital and compounds, every
 * figure is a fraction of the capital, and risk-free rate and MAR are divided too.
 */
TSR_HD SeriesRule series_rule(const tsr_metric_config& config) {
  const bool returns = config.profile == TSR_PROFILE_R && config.capital > 0.0;
  SeriesRule rule = {
      returns ? config.capital : 1.0, config, {config.profile != TSR_PROFILE_LEGACY, returns, returns ? 0.0 : config.capital}};
  rule.config.risk_free = config.risk_free / rule.divisor;
  rule.config.mar = config.mar / rule.divisor;
  return rule;
}

}  // namespace tessera::formulas
