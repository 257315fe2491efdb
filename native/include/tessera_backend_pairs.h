/*
 * Parameters of the count of sampled pairs by correlation: a part of tessera_backend.h, which includes it. Optional.
 */
#ifndef TESSERA_BACKEND_PAIRS_H
#define TESSERA_BACKEND_PAIRS_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* Edges of bins, at most. */
#define TSR_MOST_PAIR_EDGES 1024

/*
 * Counts r_ij of every i of `sampled` with every j of `varying` over rows made of the session's, as in
 * tsr_derived_family_sums_params; rows NULL = all as they are. r_ij = sum over t of z_ti z_tj, in time order, not contracted.
 * In repetitions from 1 on, every column of z is shuffled by itself, by the stream (seed, shuffles, 0, repetition, strategy) of
 * native/search/stream.h. TSR_UNSUPPORTED where the matrix is not on the device.
 */
typedef struct tsr_sampled_pairs_params {
  uint32_t struct_size;
  uint32_t row_count;     /* T of this pass */
  uint32_t sampled_count; /* >= 1 */
  uint32_t varying_count; /* >= 1 */
  uint32_t edge_count;    /* 1 .. TSR_MOST_PAIR_EDGES */
  uint32_t repetition;
  uint32_t shuffles;
  uint32_t reserved;
  uint64_t seed;
  const uint32_t* rows;    /* [row_count] rows of pnl, or NULL */
  const int8_t* signs;     /* [row_count] 1 or -1; NULL = all 1 */
  const double* centre;    /* [N]; NULL = 0 */
  const double* added;     /* [N]; NULL = 0 */
  const double* mean;      /* [N] of the columns of these rows */
  const double* norm;      /* [N] > 0 where a strategy is named */
  const uint32_t* sampled; /* [sampled_count] strategies */
  const uint32_t* varying; /* [varying_count] strategies */
  const double* edges;     /* [edge_count] ascending: bin k holds edges[k] <= r < edges[k + 1] */
  double limit;            /* entries of pairs with |r| < limit are told; 0 = of none */
  uint64_t* bins;          /* [edge_count] the last one counts what lies outside of all */
  uint8_t* seen;           /* [TSR_CORRELATION_ENTRIES] 1 where a pair has this entry, as in tsr_family_sums_params */
} tsr_sampled_pairs_params;

#endif /* TESSERA_BACKEND_PAIRS_H */
