/*
 * Tessera backend ABI: the one border between the addon and a compute backend (CPU, CUDA).
 *
 * Pure C, host pointers only, no CUDA type, no exception and no ownership crosses it (but for a device block, which Arrow's
 * interface owns): the caller allocates every input and output, the backend fills. Each parameter struct starts with
 * struct_size so that a struct may grow at its end. Increase TSR_ABI_VERSION for any other change.
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
  TSR_INTERNAL = 7,
  TSR_DISK_FULL = 8 /* no scratch file could be had */
} tsr_status;

/* Operations of run(). The params pointer of each is the struct named beside it. */
typedef enum tsr_op {
  TSR_OP_METRICS = 1,              /* tsr_metrics_params */
  TSR_OP_CORRELATION_REDUCE = 2,   /* tsr_correlation_reduce_params */
  TSR_OP_CORRELATION_MATRIX = 3,   /* tsr_correlation_matrix_params */
  TSR_OP_SCORE_PORTFOLIOS = 4,     /* tsr_score_portfolios_params */
  TSR_OP_PORTFOLIO_SUMS = 5,       /* tsr_portfolio_sums_params */
  TSR_OP_SCORE_SWAPS = 6,          /* tsr_score_swaps_params */
  TSR_OP_SEARCH_ISLANDS = 7,       /* tsr_search_islands_params; optional: searches that live on the device */
  TSR_OP_STATS = 8,                /* tsr_stats_params; optional: memory and times of the session so far */
  TSR_OP_GROUP_STATS = 9,          /* tsr_group_stats_params; optional */
  TSR_OP_INVERSIONS = 10,          /* tsr_inversions_params; optional */
  TSR_OP_FAMILY_SUMS = 11,         /* tsr_family_sums_params; optional */
  TSR_OP_DEVICE_BLOCK = 12,        /* tsr_device_block_params; optional: of backends whose memory is not the host's */
  TSR_OP_DERIVED_FAMILY_SUMS = 13, /* tsr_derived_family_sums_params; optional: of backends that rows are sent to */
  TSR_OP_PRIOR = 14,               /* tsr_prior_params; optional, the same */
  TSR_OP_SAMPLED_PAIRS = 15        /* tsr_sampled_pairs_params; optional, the same */
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
  /*
     * Folder for scratch files, UTF-8, null = none: the matrix is larger than memory, and what is made of it with rows x
     * strategies cells lies in mapped files there. The GPU's session has no use for it.
     */
  const char* scratch_folder;
} tsr_open_params;

typedef struct tsr_session tsr_session; /* opaque, owned by the backend */

/* ---- parameters of the operations, by subject ----------------------------------------------------- */

#include "tessera_backend_metrics.h"
#include "tessera_backend_groups.h"

/* Families of look-alikes. */
#include "tessera_backend_families.h"
#include "tessera_backend_pairs.h"
#include "tessera_backend_prior.h"
#include "tessera_backend_correlation.h"
#include "tessera_backend_scoring.h"
#include "tessera_backend_search.h"
#include "tessera_backend_arrow.h"

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
