#pragma once

#include <array>

#include "believable/sampled_pairs.h"

namespace tessera::believable {

/**
 * The believable correlation rho*(r): what a pair whose recorded correlation is r has, in this table, usually turned out to
 * have. One table over r = -1, -0.999, ..., 1, never falling.
 */
struct ShrunkCorrelation {
  static constexpr uint32_t kEntries = TSR_CORRELATION_ENTRIES;
  static constexpr double kFamily = 0.5;  // from this rho* on a pair is of one family

  std::array<double, kEntries> entry;

  /** Where r is looked up. */
  static uint32_t index_of(double r) { return formulas::correlation_entry(r); }
  double at(double r) const { return entry[index_of(r)]; }

  /**
   * The first entry that reaches kFamily: two strategies are of one family when index_of(r) is not below. kEntries = none does.
   */
  uint32_t family_threshold() const {
    uint32_t first = 0;
    while (first < kEntries && !(entry[first] >= kFamily)) ++first;
    return first;
  }
};

/**
 * Estimates rho*(r) from the table alone. z = atanh(r) of sampled columns against all, 200 or as many
 * as make 400,000 pairs; the noise in z is measured on
 * the same columns with the rows of each shuffled by itself; the distribution of the true z is the nonparametric maximum
 * likelihood (60 points, 150 EM steps from uniform); rho*(r) is the posterior mean of tanh(true z) at every r that a pair has,
 * made monotone by a running maximum. Between two such r it is straight, beyond the outermost level, for nothing is known
 * there. The shuffles are repeated until there are 800,000 shuffled pairs: where rho* rises it hangs on the few pairs in the
 * tail of the noise, and with one shuffle of 240 columns its deviation from one seed to the next is 0.07 there. Columns that do
 * not vary take no part.
 *
 * Kiefer and Wolfowitz, Annals of Mathematical Statistics 27, 1956; Laird, JASA 73, 1978 (EM); Fisher's z.
 * With no pair, or rows too few for a kernel, rho*(r) = r: nothing is known against what is recorded.
 */
ShrunkCorrelation shrink_correlations(const Table& table, const Moments& moments, uint64_t seed, WorkerPool& pool,
                                      const PairPass& pass = pairs_here);

}  // namespace tessera::believable
