/*
 * Parameters of the operations that look at groups of observations and at the signs of strategies: a part of
 * tessera_backend.h, which includes it. Conventions (struct_size, shapes, units) are stated there. Both are optional.
 */
#ifndef TESSERA_BACKEND_GROUPS_H
#define TESSERA_BACKEND_GROUPS_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* ---- groups of observations ----------------------------------------------------------------------- */

/* Group of an observation that takes no part. */
#define TSR_NO_GROUP 0xFFFFFFFFu

/* Figures of one strategy's cells in one group; missing cells are skipped. Definitions: docs/metrics.md. */
typedef enum tsr_group_statistic {
  TSR_STATISTIC_OBSERVATIONS = 0, /* cells that are not missing */
  TSR_STATISTIC_EFFECTIVE = 1,    /* Kish's effective number of them under the weights */
  TSR_STATISTIC_TOTAL = 2,        /* currency */
  TSR_STATISTIC_MEAN = 3,
  TSR_STATISTIC_WEIGHTED_MEAN = 4,
  TSR_STATISTIC_STD = 5, /* divided by n - 1 */
  TSR_STATISTIC_WORST = 6,
  TSR_STATISTIC_BEST = 7,
  TSR_STATISTIC_WIN_RATE = 8,       /* cells above 0 / all that are present */
  TSR_STATISTIC_PROFIT_FACTOR = 9,  /* gains / losses; infinite without a loss, NaN without either */
  TSR_STATISTIC_MAX_DRAWDOWN = 10,  /* of the group's rows one after the other in time, positive */
  TSR_STATISTIC_MEAN_OVER_STD = 11, /* Sharpe ratio of one observation, not annualised */
  TSR_STATISTIC_T_VALUE = 12,       /* mean / (std / sqrt(n)) */
  TSR_STATISTIC_COUNT = 13
} tsr_group_statistic;

/*
 * Statistics of every strategy in every group of observations, in one pass over the matrix. Without a present cell the
 * two numbers of cells are 0 and the rest is NaN. Additions go in time order: every backend has the same bits.
 */
typedef struct tsr_group_stats_params {
  uint32_t struct_size;
  uint32_t group_count;     /* G >= 1 */
  const uint32_t* group_of; /* [T] group of each observation, TSR_NO_GROUP = none */
  const double* weights;    /* [T] finite, >= 0; NULL = all the same */
  uint32_t statistic_count;
  uint32_t peak_from_zero;    /* 0 = legacy: the running peak of the drawdown starts at the first equity value */
  const uint32_t* statistics; /* tsr_group_statistic ids */
  uint64_t strategy_count;    /* 0 = all N */
  const uint32_t* strategies; /* indices, when strategy_count > 0 */
  double* out;                /* [statistic_count][group_count][strategy_count or N] */
  tsr_control* control;       /* optional */
} tsr_group_stats_params;

/* ---- inversion ------------------------------------------------------------------------------------- */

/*
 * What the ULTA rule looks at, of a strategy x; missing cells count as 0. Those of -x are -SUM, -LARGEST and -SMALLEST. The
 * rule's ratio is SUM / |SMALLEST|, and its "drawdown" is the smallest single row.
 */
typedef enum tsr_inversion_figure {
  /* Pairwise: eight running sums in blocks of at most 128 rows, halves above. The last bit can decide. */
  TSR_INVERSION_SUM = 0,
  TSR_INVERSION_SMALLEST = 1,
  TSR_INVERSION_LARGEST = 2,
  TSR_INVERSION_NEGATIVE_ROWS = 3,
  TSR_INVERSION_COUNT = 4
} tsr_inversion_figure;

typedef struct tsr_inversions_params {
  uint32_t struct_size;
  uint32_t reserved;
  double* out;          /* [TSR_INVERSION_COUNT][N] */
  tsr_control* control; /* optional */
} tsr_inversions_params;

#endif /* TESSERA_BACKEND_GROUPS_H */
