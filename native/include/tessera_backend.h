/*
 * Tessera backend ABI: the one border between the addon and a compute backend (CPU, CUDA).
 *
 * Pure C, host pointers only, no CUDA type, no exception and no ownership crosses it: the caller
 * allocates every input and output, the backend fills. Each parameter struct starts with struct_size so that
 * a struct may grow at its end. Increase TSR_ABI_VERSION for any other change.
 *
 * Shapes: T observations (rows of time), N strategies (columns), n members of a portfolio.
 * Units: P&L in currency, correlations in -1..1, ratios as fractions. Missing cells are NaN.
 */
#ifndef TESSERA_BACKEND_H
#define TESSERA_BACKEND_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TSR_ABI_VERSION 2u

/* The one symbol that a backend library exports, see tsr_entry_fn. */
#define TSR_ENTRY_SYMBOL "tessera_backend_entry"

#if defined(_WIN32)
#define TSR_EXPORT __declspec(dllexport)
#else
#define TSR_EXPORT __attribute__((visibility("default")))
#endif

typedef enum tsr_status {
  TSR_OK = 0,
  TSR_BAD_ARGUMENT = 1,
  TSR_UNSUPPORTED = 2,
  TSR_OUT_OF_HOST_MEMORY = 3,
  TSR_OUT_OF_DEVICE_MEMORY = 4,
  TSR_CANCELLED = 5,
  TSR_DEVICE_LOST = 6,
  TSR_INTERNAL = 7
} tsr_status;

/* Operations of run(). The params pointer of each is the struct named beside it. */
typedef enum tsr_op {
  TSR_OP_METRICS = 1,            /* tsr_metrics_params */
  TSR_OP_CORRELATION_REDUCE = 2, /* tsr_correlation_reduce_params */
  TSR_OP_CORRELATION_MATRIX = 3, /* tsr_correlation_matrix_params */
  TSR_OP_SCORE_PORTFOLIOS = 4,   /* tsr_score_portfolios_params */
  TSR_OP_PORTFOLIO_SUMS = 5,     /* tsr_portfolio_sums_params */
  TSR_OP_SCORE_SWAPS = 6,        /* tsr_score_swaps_params */
  TSR_OP_SEARCH_ISLANDS = 7,     /* tsr_search_islands_params; optional: searches that live on the device */
  TSR_OP_STATS = 8,              /* tsr_stats_params; optional: memory and times of the session so far */
  TSR_OP_GROUP_STATS = 9,        /* tsr_group_stats_params; optional */
  TSR_OP_INVERSIONS = 10         /* tsr_inversions_params; optional */
} tsr_op;

/* Operations are numbered below this. */
#define TSR_OP_LIMIT 16

/*
 * Progress and cancellation of one run. The caller owns it and may read or write it from any thread while
 * the run goes on; both sides use relaxed atomic access. A backend looks at `cancel` between chunks or
 * launches (at most about 50 ms apart) and answers TSR_CANCELLED.
 */
typedef struct tsr_control {
  int32_t cancel; /* in: non-zero asks the run to stop */
  int32_t reserved;
  int64_t done;  /* out: units of work finished */
  int64_t total; /* out: units of work in all, 0 while unknown */
} tsr_control;

typedef struct tsr_device_info {
  uint32_t struct_size;
  uint32_t thread_count; /* CPU: logical processors; GPU: multiprocessors */
  char name[128];        /* "AMD EPYC", "NVIDIA H200" */
  char detail[128];      /* instruction set in use, or compute capability and driver */
  uint64_t memory_bytes; /* installed */
  uint64_t memory_free_bytes;
} tsr_device_info;

/* A host matrix, time-major: rows[t] points to N contiguous doubles. */
typedef struct tsr_matrix {
  uint64_t observations;     /* T >= 1 */
  uint64_t strategies;       /* N >= 1 */
  const double* const* rows; /* T pointers */
} tsr_matrix;

#define TSR_DEVICE_BEST (-1)
#define TSR_DEVICE_ALL (-2) /* shares the work over all devices; results do not depend on their number */

typedef struct tsr_open_params {
  uint32_t struct_size;
  int32_t device;        /* index into the backend's devices, or TSR_DEVICE_BEST, TSR_DEVICE_ALL */
  uint32_t thread_count; /* CPU threads, 0 = all processors */
  uint32_t reserved;
  uint64_t memory_limit_bytes; /* device (or arena) memory that may be used, 0 = no limit */
  tsr_matrix pnl;              /* borrowed: must stay valid and unchanged until close() */
  /*
     * Rows from which correlations are taken when they are not those of pnl (zone mode: the flattened
     * (date, zone) rows). observations == 0 means: use pnl. strategies must equal pnl.strategies.
     */
  tsr_matrix correlation_source;
  tsr_control* control; /* optional */
} tsr_open_params;

typedef struct tsr_session tsr_session; /* opaque, owned by the backend */

/* ---- metrics -------------------------------------------------------------------------------------- */

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

/* ---- scoring -------------------------------------------------------------------------------------- */

typedef enum tsr_objective_metric {
  TSR_OBJECTIVE_RATIO = 0,
  TSR_OBJECTIVE_ROI = 1,
  TSR_OBJECTIVE_LESS_MAX_DD = 2,
  TSR_OBJECTIVE_WIN_PERCENTAGE = 3,
  TSR_OBJECTIVE_PROFIT_FACTOR = 4,
  TSR_OBJECTIVE_EXPECTANCY = 5,
  TSR_OBJECTIVE_ENHANCED = 6, /* weighted terms, see weights */
  TSR_OBJECTIVE_HYBRID = 7    /* ratio and the weighted terms */
} tsr_objective_metric;

typedef enum tsr_penalty {
  TSR_PENALTY_SIGNED = 0,   /* fitness = base - weight * c * h: entire-day legacy */
  TSR_PENALTY_POSITIVE = 1, /* fitness = base - weight * max(0, c) * h: zone legacy, all but ratio */
  TSR_PENALTY_NONE = 2
} tsr_penalty;

/* Terms of the enhanced objective, in this order in `weights`. Each term is scale-free. */
typedef enum tsr_term {
  TSR_TERM_SHARPE = 0,
  TSR_TERM_SORTINO = 1,
  TSR_TERM_CALMAR = 2,
  TSR_TERM_KELLY = 3,
  TSR_TERM_VAR = 4,
  TSR_TERM_CVAR = 5,
  TSR_TERM_COUNT = 6
} tsr_term;

/* How a portfolio is judged. c is the mean signed Pearson correlation of its pairs. */
typedef struct tsr_objective {
  uint32_t struct_size;
  uint32_t metric;           /* tsr_objective_metric */
  uint32_t penalty;          /* tsr_penalty */
  uint32_t peak_from_zero;   /* 0 = legacy: the running peak starts at the first equity value */
  double penalty_weight;     /* legacy 10 (zones 0.5) */
  double drawdown_threshold; /* h = 1/2 for ratio and less_max_dd when max drawdown is below it */
  double drawdown_floor;     /* ratio divides by max(drawdown, floor); 0 = the legacy zero rule */
  double annualisation;
  double hybrid_share; /* weight of ratio in TSR_OBJECTIVE_HYBRID, 0..1 */
  double weights[TSR_TERM_COUNT];
} tsr_objective;

/* What score_portfolios reports for one portfolio, in this order. */
typedef enum tsr_component {
  TSR_COMPONENT_FITNESS = 0,
  TSR_COMPONENT_BASE = 1,
  TSR_COMPONENT_MEAN_CORRELATION = 2,
  TSR_COMPONENT_ROI = 3,
  TSR_COMPONENT_MAX_DRAWDOWN = 4,
  TSR_COMPONENT_COUNT = 5
} tsr_component;

/*
 * Canonical score. Members are added in the order given (callers sort them ascending), float64, no
 * contraction: bit-identical on every backend and thread count.
 */
typedef struct tsr_score_portfolios_params {
  uint32_t struct_size;
  uint32_t size;            /* n */
  uint64_t portfolio_count; /* B */
  const uint32_t* members;  /* [B][n] */
  tsr_objective objective;
  double* fitness;    /* [B] */
  double* components; /* [B][TSR_COMPONENT_COUNT], optional */
  tsr_control* control;
} tsr_score_portfolios_params;

/* Canonical running sums of portfolios: the state that swaps start from. */
typedef struct tsr_portfolio_sums_params {
  uint32_t struct_size;
  uint32_t size;
  uint64_t portfolio_count;
  const uint32_t* members;  /* [B][n] */
  double* pnl_sum;          /* [B][T] sum of member P&L */
  double* standardised_sum; /* [B][Tc] sum of standardised members, Tc = rows of the correlation source */
  uint32_t* varying;        /* [B] members that are not constant */
} tsr_portfolio_sums_params;

/* Correlation, single swaps and monitoring; groups of observations. */
#include "tessera_backend_params.h"
#include "tessera_backend_groups.h"

/* Searches whose islands live on the device. */
#include "tessera_backend_search.h"

/* ---- the table ------------------------------------------------------------------------------------ */

typedef struct tsr_backend {
  uint32_t abi_version; /* TSR_ABI_VERSION */
  uint32_t struct_size; /* sizeof(tsr_backend) */
  const char* name;     /* "cpu", "cuda" */
  const char* version;
  /* 0 = cannot run here, higher = better. Must not crash or take more than a second. */
  int32_t (*score)(void);
  uint32_t (*device_count)(void);
  tsr_status (*describe)(int32_t device, tsr_device_info* out);
  /* Why score() is 0, in words for the user; "" when it can run. Valid until the next call. */
  const char* (*reason)(void);
  int32_t (*supports)(tsr_op op);
  tsr_status (*open)(const tsr_open_params* params, tsr_session** out);
  void (*close)(tsr_session* session);
  /* Blocking. One session may be used by several threads at once for scoring ops, by one for the others. */
  tsr_status (*run)(tsr_session* session, tsr_op op, void* params);
  /* Text of this thread's last error on the session (NULL = of open). Valid until the next call. */
  const char* (*last_error)(tsr_session* session);
  /* Memory of a session that is not open yet. TSR_OUT_OF_DEVICE_MEMORY when not even one strategy fits. */
  tsr_status (*plan)(tsr_plan* plan);
} tsr_backend;

typedef const tsr_backend* (*tsr_entry_fn)(void);

#ifdef __cplusplus
}
#endif

#endif /* TESSERA_BACKEND_H */
