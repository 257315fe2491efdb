/*
 * Parameters of the pass over all pairs that sums figures over families of look-alikes: a part of tessera_backend.h, which
 * includes it. Conventions (struct_size, shapes, units) are stated there. Optional.
 */
#ifndef TESSERA_BACKEND_FAMILIES_H
#define TESSERA_BACKEND_FAMILIES_H

#ifndef TESSERA_BACKEND_H
#error "include tessera_backend.h"
#endif

/* Entries of a table over correlations: r = -1, -0.999, ..., 1. */
#define TSR_CORRELATION_ENTRIES 2001

/*
 * Strategies i and j are of one family when entry(r_ij) >= first_entry, where
 *   r_ij = sum over t of z_ti z_tj, in time order, not contracted, cut to -1..1,
 *   z_ti = (x_ti - mean_i) / norm_i, 0 where norm_i is 0; x a cell of pnl, a missing or infinite one counts as 0,
 *   entry(r) = floor((r + 1) 1000 + 0.5).
 * Every output is a sum of integers over the j != i of i's family, so that its bits do not depend on the order of pairs; the
 * caller sees to it that no sum leaves 64 bits. N x N is never held.
 */
typedef struct tsr_family_sums_params {
  uint32_t struct_size;
  uint32_t figure_count; /* K >= 1 */
  uint32_t first_entry;  /* 0 .. TSR_CORRELATION_ENTRIES; the latter: no pair is of a family */
  uint32_t reserved;
  const double* mean;      /* [N] */
  const double* norm;      /* [N] >= 0; 0 = does not vary */
  const int64_t* by_entry; /* [TSR_CORRELATION_ENTRIES] summed by the pair's entry */
  const int64_t* figures;  /* [N][K] summed over j */
  uint32_t* others;        /* [N] how many j */
  int64_t* entry_sums;     /* [N] */
  int64_t* figure_sums;    /* [N][K] */
  tsr_control* control;    /* optional */
} tsr_family_sums_params;

/*
 * The same over rows made of the session's: x = sign * (cell - centre) + added, a missing or infinite cell counting as 0. So
 * that a table of the same cells need not be sent. TSR_UNSUPPORTED where the matrix is not on the device.
 */
typedef struct tsr_derived_family_sums_params {
  uint32_t struct_size;
  uint32_t row_count;          /* T of this pass */
  tsr_family_sums_params sums; /* mean and norm are those of the columns of x */
  const uint32_t* rows;        /* [row_count] rows of pnl */
  const int8_t* signs;         /* [row_count] 1 or -1; NULL = all 1 */
  const double* centre;        /* [N]; NULL = 0 */
  const double* added;         /* [N]; NULL = 0 */
} tsr_derived_family_sums_params;

#endif /* TESSERA_BACKEND_FAMILIES_H */
