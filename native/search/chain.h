#pragma once

#include <cstdint>
#include <vector>

#include "search/problem.h"
#include "search/score.h"
#include "search/swap.h"

namespace tessera::search {

/**
 * A portfolio with the running sums that swaps are scored from. Owned by one island and used by one thread.
 * The sums belong to `members` after Evaluator::refresh and follow each Evaluator::apply.
 */
struct Chain {
  std::vector<std::uint32_t> members;  // ascending, n
  std::vector<double> pnl_sum;           // [T]
  std::vector<double> standardised_sum;  // [Tc]
  std::uint32_t varying = 0;             // members that are not constant
  Score score;
  std::vector<std::uint8_t> holds;                  // [N] 1 = a member
  std::vector<std::vector<std::uint32_t>> counts;   // [grouping][group]
  std::vector<double> member_columns;  // [n][Tc] standardised, in member order; only while pairs are limited
  double pair_excess = 0;              // sum over pairs of the correlation above the limit

  /** Takes over `list` (ascending, n distinct); sums and score are stale until refresh. */
  void set_members(const Problem& problem, const std::vector<std::uint32_t>& list);
  /** Exchanges the members and the counts; the caller updates the sums. */
  void exchange(const Problem& problem, Swap swap);
};

/** Whether the groups' bounds allow the swap; `out` a member that is not fixed, `in` a candidate outside. */
bool groups_allow(const Problem& problem, const Chain& chain, Swap swap);

/** Weighted distance of the counts from the desired ones: what the balance term takes off the fitness. */
double balance_penalty(const Problem& problem, const std::vector<std::vector<std::uint32_t>>& counts);

/** The same after a swap, in O(groupings). */
double balance_change(const Problem& problem, const Chain& chain, Swap swap);

}  // namespace tessera::search
