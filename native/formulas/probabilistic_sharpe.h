#pragma once

#include "formulas/normal.h"

namespace tessera::formulas {

/** What is known of a track record. The Sharpe ratio is per observation, the kurtosis raw (normal = 3). */
struct TrackRecord {
  double sharpe;
  double observations;
  double skewness;
  double kurtosis;
};

/** Variance factor of an estimated Sharpe ratio: 1 - g3 SR + (g4 - 1) / 4 SR^2 (Lo 2002, Mertens 2002). */
TSR_HD double sharpe_variance_factor(const TrackRecord& record) {
  return 1.0 - record.skewness * record.sharpe + (record.kurtosis - 1.0) / 4.0 * record.sharpe * record.sharpe;
}

/** Probability that the true Sharpe ratio exceeds `benchmark`, per observation (Bailey and Lopez de Prado 2012). */
TSR_HD double probabilistic_sharpe(const TrackRecord& record, double benchmark) {
  const double spread = sqrt(sharpe_variance_factor(record));
  return normal_cdf((record.sharpe - benchmark) * sqrt(record.observations - 1.0) / spread);
}

/** Observations needed for that probability to reach p; infinite when the ratio does not exceed the benchmark. */
TSR_HD double minimum_track_record(const TrackRecord& record, double benchmark, double p) {
  if (!(record.sharpe > benchmark)) return HUGE_VAL;
  const double z = normal_quantile(p) / (record.sharpe - benchmark);
  return 1.0 + sharpe_variance_factor(record) * z * z;
}

}  // namespace tessera::formulas
