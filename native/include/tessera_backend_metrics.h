/*
 * Metrics of strategies: a part of tessera_backend.h, which includes it. Conventions (struct_size, shapes, units) are stated
 * there.
 */
#ifndef TESSERA_BACKEND_METRICS_H
#define TESSERA_BACKEND_METRICS_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* Definitions: docs/metrics.md. */
typedef enum tsr_profile { TSR_PROFILE_LEGACY = 0, TSR_PROFILE_TEXTBOOK = 1, TSR_PROFILE_R = 2 } tsr_profile;

typedef enum tsr_metric {
  TSR_METRIC_ROI = 0, /* sum of P&L, currency */
  TSR_METRIC_MAX_DRAWDOWN = 1,
  TSR_METRIC_RATIO = 2, /* ROI / max drawdown with the profile's zero rule */
  TSR_METRIC_WIN_RATE = 3,
  TSR_METRIC_PROFIT_FACTOR = 4,
  TSR_METRIC_EXPECTANCY = 5,
  TSR_METRIC_ANNUALIZED_RETURN = 6,
  TSR_METRIC_SHARPE = 7,
  TSR_METRIC_SORTINO = 8,
  TSR_METRIC_CALMAR = 9,
  TSR_METRIC_VOLATILITY = 10, /* annualised standard deviation */
  TSR_METRIC_DOWNSIDE_DEVIATION = 11,
  TSR_METRIC_ULCER = 12,
  TSR_METRIC_OMEGA = 13,
  TSR_METRIC_PAYOFF = 14, /* mean win / mean loss */
  TSR_METRIC_SKEW = 15,
  TSR_METRIC_KURTOSIS = 16,
  TSR_METRIC_BEST = 17,
  TSR_METRIC_WORST = 18,
  TSR_METRIC_WIN_STREAK = 19,
  TSR_METRIC_LOSS_STREAK = 20,
  TSR_METRIC_VAR_95 = 21,
  TSR_METRIC_CVAR_95 = 22,
  TSR_METRIC_VAR_99 = 23,
  TSR_METRIC_CVAR_99 = 24,
  TSR_METRIC_VAR_95_GAUSSIAN = 25,
  TSR_METRIC_CVAR_95_GAUSSIAN = 26,
  TSR_METRIC_VAR_95_CORNISH_FISHER = 27,
  TSR_METRIC_CDAR_95 = 28,
  TSR_METRIC_KELLY = 29,
  TSR_METRIC_ZERO_DAYS = 30,
  TSR_METRIC_OBSERVATIONS = 31, /* cells that are not missing */
  TSR_METRIC_MEAN = 32,
  TSR_METRIC_STD = 33,
  TSR_METRIC_DRAWDOWN_START = 34,    /* observation index of the peak, -1 = before the first */
  TSR_METRIC_DRAWDOWN_END = 35,      /* observation index of the trough */
  TSR_METRIC_DRAWDOWN_RECOVERY = 36, /* observation index, -1 = not recovered */
  TSR_METRIC_DRAWDOWN_DURATION = 37, /* observations from peak to recovery or to the end */
  TSR_METRIC_VAR_99_GAUSSIAN = 38,
  TSR_METRIC_CVAR_99_GAUSSIAN = 39,
  TSR_METRIC_VAR_99_CORNISH_FISHER = 40,
  TSR_METRIC_MAX_DRAWDOWN_FRACTION = 41, /* of capital + equity at the peak; NaN without a declared capital */
  TSR_METRIC_ULCER_FRACTION = 42,
  TSR_METRIC_COUNT = 43
} tsr_metric;

typedef struct tsr_metric_config {
  uint32_t struct_size;
  uint32_t profile;     /* tsr_profile */
  double annualisation; /* observations a year; legacy 252 */
  double risk_free;     /* per observation, currency */
  double mar;           /* minimum acceptable result per observation, currency */
  double capital;       /* declared capital, currency; 0 = none declared */
} tsr_metric_config;

typedef struct tsr_metrics_params {
  uint32_t struct_size;
  uint32_t metric_count;
  const uint32_t* metrics; /* tsr_metric ids */
  tsr_metric_config config;
  uint64_t strategy_count;    /* 0 = all N */
  const uint32_t* strategies; /* indices, when strategy_count > 0 */
  double* out;                /* [metric_count][strategy_count or N] */
  tsr_control* control;       /* optional */
} tsr_metrics_params;

#endif /* TESSERA_BACKEND_METRICS_H */
