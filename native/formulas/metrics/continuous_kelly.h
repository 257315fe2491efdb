#pragma once

#include "formulas/metrics/deviation.h"
#include "tessera_backend.h"

namespace tessera::formulas {

/**
 * Growth-optimal exposure of a continuous diffusion (Merton 1969; Thorp 2006), halved as PerformanceAnalytics does:
 * (mean - risk free) / sample variance / 2. A fraction of the capital where one is declared, else per unit of currency.
 */
TSR_HD double half_continuous_kelly(const SeriesSummary<double>& s, const tsr_metric_config& config) {
  const double spread = deviation(s, 1.0);
  return 0.5 * signed_ratio(s.mean - config.risk_free, spread * spread);
}

}  // namespace tessera::formulas
