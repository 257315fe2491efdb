/*
 * Correlation of all pairs and of chosen ones: a part of tessera_backend.h, which includes it. Conventions (struct_size,
 * shapes, units) are stated there.
 */
#ifndef TESSERA_BACKEND_CORRELATION_H
#define TESSERA_BACKEND_CORRELATION_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* Sums of standardised cells run in so many lanes: strategies by turns. */
#define TSR_CORRELATION_LANES 24

/* Room before strategies that are held, to begin on a page. */
#define TSR_HELD_SPARE (2u << 17)

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
  /*
   * Parts of a pass, from which any split and any order makes the bits of the whole. The pairs of tiles first_tile ..
   * first_tile + tile_count - 1 alone; a range behind the last tile has none; tile_count 0 = all. Tiles are whole strips
   * of strategies, how many is the backend's. The sums are whole numbers in one unit, which depends on N and the kind of
   * backend alone: those that come in are added to, and what goes out rests on them. Histogram, maxima and lists are those
   * of the range; mean_rho and sum_rho, where no cell is missing, those of all pairs. A backend may refuse: TSR_UNSUPPORTED.
   */
  uint64_t first_tile;
  uint64_t tile_count;
  uint64_t* tile_total;  /* [1] tiles of the whole pass */
  int64_t* signed_units; /* [N] in and out, untouched where no cell is missing; NULL = from 0 */
  int64_t* abs_units;    /* [N] in and out; NULL = from 0 */
  /*
   * Parts of a table that is held in pieces: the session has some of its strategies, in their order, one piece or two. A part
   * as above whose units, means and sums are those of a table of `whole` strategies; signed units are kept whether cells are
   * missing or not. The strips of the pass begin where those of the whole do, so that its bits come out: pieces are whole
   * strips, but for the last one.
   */
  uint64_t whole;          /* strategies of the table; 0 = the session's are all */
  uint64_t split;          /* pairs of the first `split` strategies with the others alone, whole strips; 0 = all pairs */
  uint32_t* strip;         /* [1] out: strategies of a strip */
  uint32_t* any_missing;   /* [1] out: whether a cell of the session is missing */
  double* lanes;           /* [Tc * TSR_CORRELATION_LANES] sums of standardised cells, added to: piece by piece, from 0 */
  const double* all_lanes; /* the same of all pieces: mean_rho and the sum of rho rest on these; NULL = on the signed units */
  double* sums;            /* [2] in and out: twice the sums of rho and |rho| over the pieces so far, in their order */
  /*
   * Blocks of a part: what comes in is added to, and block_mean, block_min and block_max are of all that was added so far. The
   * unit depends on the number of strategies and block_size alone. The strategies of a piece come in the map's order, without
   * `order`.
   */
  int64_t* block_units;  /* [blocks]^2 sums of rho, from 0; NULL = the part has no blocks */
  double* block_least;   /* [blocks]^2, from 1 */
  double* block_largest; /* [blocks]^2, from -1 */
  uint64_t first_place;  /* of a piece: the first strategy's place in the whole map */
  uint64_t behind_place; /* that of the first strategy behind the split */
  /*
   * Strategies that stay while others come and go, without a missing cell: they are standardised when they come, and not again.
   * The session's are put behind those before; N of the figures, and the strategies that a pass is over, are then all that are
   * held. Strips begin at the first that is held.
   */
  double* held;        /* [held_room] the backend's own; NULL = the session's strategies are those of the pass */
  uint64_t held_room;  /* at least TSR_HELD_SPARE + Tc times the most that are held, whole strips */
  uint64_t held_count; /* strategies that are held, those of the session that are put there now among them */
  uint64_t held_first; /* where the session's are put; held_count = they are not, and stand for the observations alone */
  uint8_t* held_vary;  /* [held_count at most] whether a strategy varies, written with its cells */
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

#endif /* TESSERA_BACKEND_CORRELATION_H */
