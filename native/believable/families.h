#pragma once

#include <functional>

#include "believable/shrunk_correlation.h"

namespace tessera::believable {

/** Family of i: i and every j with rho*_ij >= 0.5. [N] each; i itself counts with rho* = 1. */
struct Families {
  std::vector<uint32_t> size;       // n_i >= 1
  std::vector<double> mean;         // f_i: mean t over the family
  std::vector<double> correlation;  // a_i: mean rho* of i to it, at most 1
};

/**
 * Figures to be summed over families, as integers: whatever order pairs come in, on whatever device, the bits are the same.
 * Units are powers of two, so small that sums over N strategies err by less than float64 does in what is built on them.
 */
struct FamilyFigures {
  uint32_t count = 0;           // K
  std::vector<double> unit;     // [K]
  std::vector<int64_t> value;   // [N][K] figures in their units
  double shrunk_unit = 0.0;     // of rho*
  std::vector<int64_t> shrunk;  // [kEntries] rho* in that unit
};

/** figures: K lists of N, finite. */
FamilyFigures family_figures(std::span<const std::vector<double>> figures, const ShrunkCorrelation& rho);

/** What the all-pairs pass answers: sums over the j != i whose index_of(r_ij) is not below the threshold. */
struct FamilySums {
  std::vector<uint32_t> others;  // [N]
  std::vector<int64_t> value;    // [N][K]
  std::vector<int64_t> shrunk;   // [N]
};

/** How families are summed: on a backend, or pair by pair. `threshold` is ShrunkCorrelation::family_threshold(). */
using FamilyPass =
    std::function<FamilySums(const Table&, const Moments&, const FamilyFigures&, uint32_t threshold, WorkerPool&)>;

/** The pass pair by pair on the host, O(N^2 T): the definition that backends are compared with. */
FamilySums family_sums(const Table& table, const Moments& moments, const FamilyFigures& figures, uint32_t threshold,
                       WorkerPool& pool);

/**
 * The pass on a backend, which must have been opened on the very rows of the table. A backend without it
 * leaves it to the host. Throws search::SearchError.
 */
FamilyPass backend_pass(const tsr_backend& backend, tsr_session* session, tsr_control* control);

/**
 * The pass over a table made so of the session's rows, which are there; it must have TSR_OP_DERIVED_FAMILY_SUMS. Throws
 * search::SearchError.
 */
FamilyPass derived_pass(const tsr_backend& backend, tsr_session* session, const RowsMade& made, tsr_control* control);

/** The figures of families from the sums over t alone (K = 1). */
Families families_of(const FamilyFigures& figures, const FamilySums& sums);

/** Means over each family, itself included, of figure k: [N]. */
std::vector<double> family_means(const FamilyFigures& figures, const FamilySums& sums, uint32_t k);

}  // namespace tessera::believable
