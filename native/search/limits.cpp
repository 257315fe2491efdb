#include "search/limits.h"

#include <algorithm>

#include "search/island/state.h"

namespace tessera::search {

namespace {
/** Less than this is rounding of sums of correlations, not an excess. */
constexpr double rounding = 1e-12;
}  // namespace

double Limits::drawdown(double drawdown) const { return island::drawdown_excess(drawdown, problem_.max_drawdown); }

double Limits::pair(const double* a, const double* b) const {
  double rho = 0;
  for (uint32_t t = 0; t < problem_.correlation_observations; ++t) rho += a[t] * b[t];
  const double excess = rho - problem_.max_pair_correlation;
  return excess > rounding ? excess : 0;
}

double Limits::all_pairs(const std::vector<double>& columns) const {
  const size_t rows = problem_.correlation_observations;
  const size_t count = columns.size() / rows;
  double total = 0;
  for (size_t i = 0; i < count; ++i) {
    for (size_t j = 0; j < i; ++j) total += pair(columns.data() + i * rows, columns.data() + j * rows);
  }
  return total;
}

double Limits::pairs_after(const island::Chain& chain, const LimitedPairs& pairs, Swap swap, const double* column) const {
  const size_t rows = problem_.correlation_observations;
  const auto place = std::lower_bound(chain.members, chain.members + problem_.size, swap.out) - chain.members;
  const double* leaving = pairs.columns.data() + static_cast<size_t>(place) * rows;
  double before = pairs.excess, after = 0;
  for (size_t j = 0; j < problem_.size; ++j) {
    const double* member = pairs.columns.data() + j * rows;
    if (member == leaving) continue;
    if (pairs.excess > 0) before -= pair(leaving, member);
    after += pair(column, member);
  }
  return (before > rounding ? before : 0) + after;
}

}  // namespace tessera::search
