#pragma once

#include <vector>

#include "search/island/chain.h"
#include "search/problem.h"

namespace tessera::search {

/** What limits on pairs need of a chain. */
struct LimitedPairs {
  std::vector<double> columns;  // [n][Tc] standardised, in member order
  double excess = 0;            // sum over pairs of the correlation above the limit
};

/** How far a portfolio is over the limits that the backend does not know. 0 = within. */
class Limits {
 public:
  explicit Limits(const Problem& problem) : problem_(problem) {}

  /** Excess of a drawdown (currency) over the limit, as a share of the limit. */
  double drawdown(double drawdown) const;

  /** Sum over all pairs of the correlation above the limit; columns are [n][Tc], standardised. */
  double all_pairs(const std::vector<double>& columns) const;

  /** The same for the chain's members after a swap; `column` is the standardised incoming strategy, [Tc]. */
  double pairs_after(const island::Chain& chain, const LimitedPairs& pairs, Swap swap, const double* column) const;

 private:
  double pair(const double* a, const double* b) const;

  const Problem& problem_;
};

}  // namespace tessera::search
