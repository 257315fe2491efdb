/*
 * Parameters of the correlation, single-swap and monitoring operations: a part of tessera_backend.h, which
 * includes it. Conventions (struct_size, shapes, units) are stated there.
 */
#ifndef TESSERA_BACKEND_PARAMS_H
#define TESSERA_BACKEND_PARAMS_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* ---- correlation ---------------------------------------------------------------------------------- */

typedef struct tsr_pair {
  uint32_t a, b; /* a < b */
  double rho;
} tsr_pair;

/*
 * One streamed pass over all N(N-1)/2 pairs; N x N is never held. Pearson; a constant column has rho 0 with
 * everything. Any output pointer may be NULL. With missing cells a pair uses the rows where both are present.
 *
 * Weights make it weighted Pearson: sum of w (x - mx)(y - my) over the root of the product of sum of w (x - mx)^2
 * and sum of w (y - my)^2, with weighted means. Their unit does not matter. A row of weight 0 is as if it were absent.
 */
typedef struct tsr_correlation_reduce_params {
  uint32_t struct_size;
  uint32_t histogram_bins;     /* equal bins over [-1, 1], the last closed; 0 = none */
  uint64_t* histogram;         /* [histogram_bins], pairs a < b */
  double* mean_rho;            /* [N] mean signed rho with the N-1 others */
  double* mean_abs_rho;        /* [N] */
  double* max_abs_rho;         /* [N] */
  uint64_t top_k;              /* how many pairs of largest rho (signed) are wanted */
  tsr_pair* top;               /* [top_k], descending rho; ties by (a, b) ascending */
  uint64_t* top_count;         /* pairs written to top */
  double threshold;            /* pairs with |rho| >= threshold are listed */
  uint64_t threshold_capacity; /* 0 = none are listed */
  tsr_pair* threshold_pairs;   /* [threshold_capacity], ascending (a, b) */
  uint64_t* threshold_count;   /* pairs at or over the threshold, which may exceed the capacity */
  /* Block pyramid of the map: strategies in `order` (NULL = identity), blocks of block_size. */
  const uint32_t* order; /* [N] permutation */
  uint32_t block_size;   /* 0 = no blocks */
  uint32_t reserved;
  float* block_mean; /* [ceil(N/block_size)]^2, row-major, symmetric */
  float* block_min;
  float* block_max;
  double* sum_rho;       /* [1] sum of rho over all pairs a < b */
  double* sum_abs_rho;   /* [1] */
  tsr_control* control;  /* optional */
  const double* weights; /* [Tc] of the observations, finite, >= 0, not all 0; NULL = all alike */
} tsr_correlation_reduce_params;

/* Exact values for chosen members: out[i * column_count + j] = rho(rows[i], columns[j]). */
typedef struct tsr_correlation_matrix_params {
  uint32_t struct_size;
  uint32_t reserved;
  uint64_t row_count;
  uint64_t column_count;
  const uint32_t* rows;
  const uint32_t* columns;
  double* out;
  const double* weights; /* as in tsr_correlation_reduce_params */
} tsr_correlation_matrix_params;

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

/* ---- monitoring ----------------------------------------------------------------------------------- */

typedef struct tsr_op_times {
  uint64_t runs;
  uint64_t failed;
  double wall_ms;     /* of run(), host clock */
  double kernel_ms;   /* device clock, summed over devices */
  double transfer_ms; /* copies to and from the device, where they are timed apart */
} tsr_op_times;

typedef struct tsr_stats_params {
  uint32_t struct_size;
  uint32_t device_count;
  uint64_t memory_limit_bytes; /* these three summed over the session's devices */
  uint64_t memory_used_bytes;
  uint64_t memory_peak_bytes;
  int32_t utilisation_percent;      /* of the busiest device over the last second or so, -1 = unknown */
  int32_t matrix_resident;          /* 0 = the matrix is streamed from the host */
  tsr_op_times times[TSR_OP_LIMIT]; /* by tsr_op */
  uint64_t settled_pairs;           /* of correlation passes in single precision: pairs that float64 had to decide */
} tsr_stats_params;

/* ---- planning ------------------------------------------------------------------------------------- */

/* What a session holds; those after UPLOAD only while an operation runs. */
typedef enum tsr_plan_part {
  TSR_PLAN_MATRIX = 0,       /* P&L, and the correlation source where it is another */
  TSR_PLAN_SCALE = 1,        /* location and scale of every strategy */
  TSR_PLAN_UPLOAD = 2,       /* double buffers, while opening */
  TSR_PLAN_STANDARDISED = 3, /* standardised copy, one to three panels, during a correlation pass */
  TSR_PLAN_LISTS = 4,        /* tiles, sums and lists of pairs, during a correlation pass */
  TSR_PLAN_CANDIDATES = 5,   /* portfolios and swaps with their scores, while scoring */
  TSR_PLAN_SEARCHES = 6,     /* columns and islands of searches, from the first search on */
  TSR_PLAN_COUNT = 7
} tsr_plan_part;

typedef struct tsr_plan {
  uint32_t struct_size;
  int32_t device;                    /* as in tsr_open_params; TSR_DEVICE_ALL plans for the first */
  uint64_t strategies;               /* N */
  uint64_t observations;             /* T */
  uint64_t correlation_observations; /* rows of the correlation source, 0 = none of its own */
  uint64_t memory_limit_bytes;       /* 0 = no limit */
  /* out */
  uint64_t installed_bytes;
  uint64_t free_bytes;
  uint64_t reserve_bytes; /* left to the driver, the desktop and other programs */
  uint64_t budget_bytes;  /* what the session may take */
  uint64_t part_bytes[TSR_PLAN_COUNT];
  uint64_t panel_strategies; /* of a correlation pass */
  uint32_t panels;
  int32_t resident; /* 0 = the matrix is streamed from the host */
} tsr_plan;

#endif /* TESSERA_BACKEND_PARAMS_H */
