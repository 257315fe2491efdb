#include "search/limits.h"

#include <algorithm>

namespace tessera::search {

namespace {
/** Less than this is rounding of sums of correlations, not an excess. */
constexpr double rounding = 1e-12;
}  // namespace

double Limits::drawdown(double drawdown) const {
  if (!problem_.limits_drawdown() || drawdown <= problem_.max_drawdown) return 0;
  return (drawdown - problem_.max_drawdown) / problem_.max_drawdown;
}

double Limits::pair(const double* a, const double* b) const {
  double rho = 0;
  for (std::uint32_t t = 0; t < problem_.correlation_observations; ++t) rho += a[t] * b[t];
  const double excess = rho - problem_.max_pair_correlation;
  return excess > rounding ? excess : 0;
}

double Limits::all_pairs(const std::vector<double>& columns) const {
  const std::size_t rows = problem_.correlation_observations;
  const std::size_t count = columns.size() / rows;
  double total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < i; ++j) total += pair(columns.data() + i * rows, columns.data() + j * rows);
  }
  return total;
}

double Limits::pairs_after(const Chain& chain, Swap swap, const double* column) const {
  const std::size_t rows = problem_.correlation_observations;
  const auto place = std::lower_bound(chain.members.begin(), chain.members.end(), swap.out) - chain.members.begin();
  const double* leaving = chain.member_columns.data() + static_cast<std::size_t>(place) * rows;
  double before = chain.pair_excess, after = 0;
  for (std::size_t j = 0; j < chain.members.size(); ++j) {
    const double* member = chain.member_columns.data() + j * rows;
    if (member == leaving) continue;
    if (chain.pair_excess > 0) before -= pair(leaving, member);
    after += pair(column, member);
  }
  return (before > rounding ? before : 0) + after;
}

}  // namespace tessera::search
