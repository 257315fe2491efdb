/*
 * Searches whose islands live on the device: a part of tessera_backend.h, which includes it. The code of an island is that of
 * native/search/island, compiled for both sides, so that a search comes to the same portfolios wherever it runs.
 */
#ifndef TESSERA_BACKEND_SEARCH_H
#define TESSERA_BACKEND_SEARCH_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* One algorithm at one portfolio size. The lists are borrowed. */
typedef struct tsr_search_problem {
  uint32_t struct_size;
  uint32_t algorithm;                /* 0 ga, 1 pso, 2 sa, 3 de, 4 aco, 5 hc, 6 bo, 7 rs */
  uint32_t size;                     /* n */
  uint32_t strategies;               /* N */
  uint32_t observations;             /* T */
  uint32_t correlation_observations; /* Tc */
  uint32_t islands;
  uint32_t candidate_count;
  uint32_t fixed_count;
  uint32_t promising_count;
  uint32_t grouping_count;
  uint32_t group_count; /* of all groupings together */
  uint32_t bounded;     /* 1 = descents rule swaps out by bounds, see native/search/host/screen.h */
  uint32_t reserved;
  uint64_t seed;
  tsr_objective objective;
  double max_drawdown;        /* currency, 0 = no limit */
  double promising_share;     /* probability that a random candidate is a promising one */
  const uint32_t* candidates; /* ascending, without the fixed ones */
  const uint32_t* fixed;      /* in every portfolio, ascending */
  const uint32_t* promising;
  const uint8_t* allowed;        /* [N] 1 = a candidate */
  const uint32_t* group_of;      /* [grouping_count][N] a group, numbered over all groupings, or TSR_NO_GROUP */
  const uint32_t* group_first;   /* [grouping_count + 1] first group of each grouping */
  const uint32_t* group_minimum; /* [group_count] members wanted at least */
  const uint32_t* group_maximum; /* [group_count] members allowed at most */
  const double* group_desired;   /* [group_count] */
  const double* balance_weight;  /* [grouping_count], 0 = no balance term */
  /* Parameters of the algorithms, docs/search.md; those of other algorithms are 0. */
  uint64_t learning;
  uint64_t first_learning; /* the same while the first population is made */
  uint64_t patience;
  uint32_t population;
  uint32_t tournament;
  uint32_t initial;
  uint32_t memory;
  uint32_t proposals;
  uint32_t directions;
  double mutation_rate;
  double personal;
  double social;
  double turbulence;
  double factor;
  double crossover;
  double fresh;
  double kick;
  double widest; /* members */
  /* The embedding of bo: orthonormal directions [directions][T], and the root mean square of a cell. */
  const double* basis;
  double basis_scale;
} tsr_search_problem;

/* One generation of all islands. */
typedef struct tsr_search_generation {
  uint32_t number;          /* 0 = the islands' first state is made */
  uint32_t start_count;     /* members of `start`, 0 = none */
  uint64_t quota;           /* evaluations of an island */
  double heat;              /* sa: temperature; pso: inertia */
  const uint32_t* start;    /* a portfolio that every second island starts from, ascending */
  const double* cumulative; /* aco: [candidate_count] running sum of the drawing weights; NULL = as before */
} tsr_search_generation;

typedef enum tsr_search_action {
  TSR_SEARCH_OPEN = 0,   /* problem -> search */
  TSR_SEARCH_STEP = 1,   /* generation -> heads */
  TSR_SEARCH_READ = 2,   /* -> states: all of every island's lasting state */
  TSR_SEARCH_WRITE = 3,  /* states -> */
  TSR_SEARCH_POLISH = 4, /* elites -> heads, see polish_* */
  TSR_SEARCH_CLOSE = 5
} tsr_search_action;

/*
 * TSR_OP_SEARCH_ISLANDS. A search belongs to its session and is used by one thread at a time; several searches may run at once.
 * A state is a block of state_bytes whose first head_bytes are what the host wants to know after every generation; the layout
 * is that of native/search/island/state.h.
 */
typedef struct tsr_search_islands_params {
  uint32_t struct_size;
  uint32_t action;                         /* tsr_search_action */
  void* search;                            /* out of OPEN, in for the others */
  const tsr_search_problem* problem;       /* OPEN */
  const tsr_search_generation* generation; /* STEP */
  void* states; /* READ, WRITE: [islands][state_bytes]; STEP, POLISH: [islands][state_bytes], heads alone are written */
  uint64_t state_bytes;
  uint64_t head_bytes;
  /* POLISH: descends portfolio k on island k. Its members stand in the head as the best; the result takes their place. */
  uint32_t polish_count;
  uint32_t reserved;
  uint64_t polish_budget; /* of each, in evaluations */
  const tsr_control* control;
} tsr_search_islands_params;

#endif /* TESSERA_BACKEND_SEARCH_H */
