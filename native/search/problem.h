#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "search/columns.h"
#include "search/search.h"

namespace tessera::search {

/** The groupings side by side: groups are numbered over all of them. */
struct FlatGroupings {
  std::vector<uint32_t> group_of;          // [grouping][N]
  std::vector<uint32_t> first;             // [grouping + 1]
  std::vector<uint32_t> minimum, maximum;  // [group]
  std::vector<double> desired;             // [group]
  std::vector<double> balance_weight;      // [grouping], 0 = none
};

/** A request after checking, with what all islands share. Immutable during the run. */
struct Problem {
  const tsr_backend* backend = nullptr;
  tsr_session* session = nullptr;
  uint32_t observations = 0;              // T
  uint32_t correlation_observations = 0;  // Tc
  uint32_t strategies = 0;                // N
  uint32_t size = 0;                      // n
  AlgorithmId algorithm = AlgorithmId::simulated_annealing;
  uint64_t seed = 0;
  tsr_objective objective{};
  std::shared_ptr<const Believed> believed;  // maximised in place of the objective where there is one
  uint64_t max_evaluations = 0;
  std::vector<uint32_t> candidates;  // may be swapped in and out; ascending, without the fixed ones
  std::vector<uint32_t> fixed;       // in every portfolio; ascending
  std::vector<uint8_t> allowed;      // [N] 1 = a candidate
  std::vector<Grouping> groupings;
  FlatGroupings groups;
  double max_pair_correlation = 1;
  double max_drawdown = 0;
  std::shared_ptr<const Columns> columns;  // null where nothing asks for them
  std::vector<uint32_t> promising;         // see promising.h; empty = all candidates alike
  double promising_share = 0;              // probability that a random candidate is one of them

  bool limits_pairs() const { return max_pair_correlation < 1; }
  bool limits_drawdown() const { return max_drawdown > 0; }
  uint32_t free_slots() const { return size - static_cast<uint32_t>(fixed.size()); }
  /** Single swaps of one portfolio. */
  uint64_t neighbourhood() const { return uint64_t{free_slots()} * candidates.size(); }
  /** What islands see, without the parameters of the algorithm. Points into this problem. */
  tsr_search_problem view() const;
};

/** Throws SearchError(TSR_BAD_ARGUMENT) with a message for people when the request contradicts itself. */
Problem make_problem(const Request& request);

}  // namespace tessera::search
