/*
 * How portfolios are judged, their scores, and those of single swaps: a part of tessera_backend.h, which includes it.
 * Conventions (struct_size, shapes, units) are stated there.
 */
#ifndef TESSERA_BACKEND_SCORING_H
#define TESSERA_BACKEND_SCORING_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

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

/* ---- single swaps --------------------------------------------------------------------------------- */

/*
 * Single-swap scores. Swap k replaces member out_member[k] of portfolio chain[k] by in_member[k]:
 * sum'_t = (sum_t - x_out,t) + x_in,t, and the score of canonical scoring on sum'.
 */
typedef struct tsr_score_swaps_params {
  uint32_t struct_size;
  uint32_t size;
  uint64_t chain_count;           /* C */
  const double* pnl_sum;          /* [C][T] */
  const double* standardised_sum; /* [C][Tc] */
  const uint32_t* varying;        /* [C] */
  uint64_t swap_count;            /* K */
  const uint32_t* chain;          /* [K], NULL = all of chain 0 */
  const uint32_t* out_member;     /* [K] strategy index */
  const uint32_t* in_member;      /* [K] strategy index */
  tsr_objective objective;
  double* fitness; /* [K] */
} tsr_score_swaps_params;

#endif /* TESSERA_BACKEND_SCORING_H */
