#include "search/chain.h"

#include <algorithm>
#include <cmath>

namespace tessera::search {

void Chain::set_members(const Problem& problem, const std::vector<std::uint32_t>& list) {
  if (holds.empty()) holds.assign(problem.strategies, 0);
  for (const auto member : members) holds[member] = 0;
  members = list;
  for (const auto member : members) holds[member] = 1;
  counts.resize(problem.groupings.size());
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const Grouping& grouping = problem.groupings[k];
    counts[k].assign(grouping.minimum.size(), 0);
    for (const auto member : members) {
      if (grouping.group_of[member] != no_group) ++counts[k][grouping.group_of[member]];
    }
  }
}

void Chain::exchange(const Problem& problem, Swap swap) {
  holds[swap.out] = 0;
  holds[swap.in] = 1;
  members.erase(std::lower_bound(members.begin(), members.end(), swap.out));
  members.insert(std::lower_bound(members.begin(), members.end(), swap.in), swap.in);
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const auto& group_of = problem.groupings[k].group_of;
    if (group_of[swap.out] != no_group) --counts[k][group_of[swap.out]];
    if (group_of[swap.in] != no_group) ++counts[k][group_of[swap.in]];
  }
}

bool groups_allow(const Problem& problem, const Chain& chain, Swap swap) {
  for (std::size_t k = 0; k < problem.groupings.size(); ++k) {
    const Grouping& grouping = problem.groupings[k];
    const auto from = grouping.group_of[swap.out];
    const auto to = grouping.group_of[swap.in];
    if (from == to) continue;
    if (to != no_group && chain.counts[k][to] + 1 > grouping.maximum[to]) return false;
    if (from != no_group && chain.counts[k][from] < grouping.minimum[from] + 1) return false;
  }
  return true;
}

double balance_penalty(const Problem& problem, const std::vector<std::vector<std::uint32_t>>& counts) {
  double total = 0;
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const Grouping& grouping = problem.groupings[k];
    double distance = 0;
    for (std::size_t g = 0; g < grouping.desired.size(); ++g) distance += std::fabs(counts[k][g] - grouping.desired[g]);
    total += grouping.balance_weight * distance;
  }
  return total;
}

double balance_change(const Problem& problem, const Chain& chain, Swap swap) {
  double total = 0;
  for (std::size_t k = 0; k < problem.groupings.size(); ++k) {
    const Grouping& grouping = problem.groupings[k];
    const auto from = grouping.group_of[swap.out];
    const auto to = grouping.group_of[swap.in];
    if (grouping.desired.empty() || from == to) continue;
    double distance = 0;
    const auto move = [&](std::uint32_t group, double by) {
      if (group == no_group) return;
      const double count = chain.counts[k][group];
      distance += std::fabs(count + by - grouping.desired[group]) - std::fabs(count - grouping.desired[group]);
    };
    move(from, -1);
    move(to, 1);
    total += grouping.balance_weight * distance;
  }
  return total;
}

}  // namespace tessera::search
